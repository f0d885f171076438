import { iso } from '../../story.ts'
import type { Question } from '../question.ts'
import { isNamesake, templateReply, type RemedyReply } from '../replies.ts'
import { firstOf, type Standing } from '../standing.ts'
import { againstAnyTemplate, reasonsFor, turnsOf } from './all.ts'
import { marketingAgainst } from './marketing.ts'
import { registeredAgainst, templatesOf } from './templates.ts'
import { afterTheCustomer } from './window.ts'

/** What to do instead of what is refused: each remedy was tried, and is allowed. */
export const remediesAgainst = (question: Question, standing: Standing): readonly RemedyReply[] => [
  ...waiting(question, standing),
  ...askingForPermission(question, standing),
  ...sendingATemplate(question, standing),
  ...(isAllowed(question, afterTheCustomer(standing)) ? [{ do: 'wait-for-customer' as const }] : []),
]

const isAllowed = (question: Question, standing: Standing): boolean =>
  reasonsFor(question, standing, standing.moment.at).length === 0

/** To wait, where all that stands against it ends by itself. */
const waiting = (question: Question, standing: Standing): readonly RemedyReply[] => {
  if (reasonsFor(question, standing, standing.moment.at).some(({ endsAt }) => endsAt === null)) return []
  const at = firstOf(turnsOf(standing), (then) => reasonsFor(question, standing, then).length === 0)
  return at === null ? [] : [{ do: 'wait-until', at: iso(at) }]
}

/** To ask for permission to call, where nothing but that is missing. */
const askingForPermission = (question: Question, standing: Standing): readonly RemedyReply[] => {
  const codes = reasonsFor(question, standing, standing.moment.at).map(({ code }) => code)
  if (codes.join() !== 'call-not-permitted') return []
  const ways = ['service', 'template'] as const
  const by = ways.find((way) => isAllowed({ kind: 'call-permission-request', by: way }, standing))
  return by === undefined ? [] : [{ do: 'ask-for-call-permission', by }]
}

/** To send a template instead, or another one. */
const sendingATemplate = (question: Question, standing: Standing): readonly RemedyReply[] => {
  if (question.kind === 'call' || question.kind === 'call-permission-request') return []
  if (againstAnyTemplate(standing).length > 0) return []
  const { at } = standing.moment
  const { templates, isComplete } = templatesOf(standing)
  const sendable = templates
    .filter((one) => registeredAgainst(one, undefined, standing, at).length === 0)
    // Several accounts may have one of the same name.
    .filter((one, index, all) => all.findIndex((other) => isNamesake(one, other)) === index)
  // Where not all are known, an unknown one may be tried.
  if (isComplete && sendable.length === 0) return []
  return [
    {
      do: question.kind === 'template' ? 'choose-another-template' : 'send-template',
      templates: sendable.length === 0 ? null : sendable.map(templateReply),
      except: marketingAgainst(standing, at).length > 0 ? ['marketing'] : [],
    },
  ]
}
