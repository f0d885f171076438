import { E, type ReadonlyNonEmptyArray } from '../prelude.ts'
import type { TemplateContent } from '../event/event.ts'
import { noIds } from '../thread/replaced-ids.ts'
import type { Instant } from '../time/instant.ts'
import type { Reason, Remedy } from './answer.ts'
import { asKnownAt } from './as-known.ts'
import type { AskInput } from './ask-input.ts'
import { refusesMarketing } from './checks/marketing.ts'
import { checkTemplate } from './checks/template.ts'
import { judge, templatesMayBeSent } from './judge.ts'
import type { Question } from './question.ts'

/** What to do instead. Only what works is named: asking again as a remedy says gets "allowed". */
export const remediesFor = (
  question: Question,
  reasons: ReadonlyNonEmptyArray<Reason>,
  input: AskInput,
): readonly Remedy[] => [
  ...templateRemedy(question, input),
  ...(isAllowedOnceCustomerWrites(question, input) ? [{ do: 'wait-for-customer' } as const] : []),
  ...waitUntil(question, reasons, input),
  ...permissionRemedy(question, reasons, input),
]

/** Would it be allowed if the customer wrote at this instant, under the id that is asked about? */
const isAllowedOnceCustomerWrites = (question: Question, input: AskInput): boolean =>
  E.isRight(
    judge(question, {
      ...input,
      closedByMeta: null,
      standing: { ...input.standing, latestOpener: input.at, renamed: noIds },
    }),
  )

const longestList = 25

/** A template instead, unless none is known that would be allowed. */
const templateRemedy = (question: Question, input: AskInput): readonly Remedy[] => {
  if (question.kind === 'call' || question.kind === 'call-permission-request') return []
  if (!templatesMayBeSent(input)) return []
  const { templates, at } = input
  const what = question.kind === 'template' ? 'choose-another-template' : 'send-template'
  const except = refusesMarketing(input) ? ['marketing'] : []
  const sendable = sendableTemplates(input)
  if (sendable.length === 0)
    // Where not all templates are known, an unknown one may be tried.
    return templates.isComplete(at) ? [] : [{ do: what, templates: null, more: 0, except }]
  const listed = sendable.slice(0, longestList)
  return [{ do: what, templates: listed, more: sendable.length - listed.length, except }]
}

/** The templates that pass the very check which the asked one failed. */
const sendableTemplates = (input: AskInput): readonly TemplateContent[] =>
  input.templates
    .all(input.at)
    .filter((template) => E.isRight(checkTemplate(template, null, input)))
    // Several accounts may have one of the same name.
    .filter(({ name, language }, index, sorted) => {
      const last = sorted[index - 1]
      return last?.name !== name || last.language !== language
    })
    .map(({ name, language, category }) =>
      category === null
        ? { kind: 'template' as const, name, language }
        : { kind: 'template' as const, name, language, category },
    )

/** Where all reasons end by themselves: the earliest instant at which asking again is allowed. */
const waitUntil = (
  question: Question,
  reasons: ReadonlyNonEmptyArray<Reason>,
  input: AskInput,
): readonly Remedy[] => {
  const templates = asKnownAt(input.templates, input.at)
  let standing = reasons
  // While one reason ends another may begin, such as the close of a window.
  for (let tries = 0; tries < mostTries; tries++) {
    const ends = standing.map(endOf)
    if (ends.includes(null)) return []
    const at = Math.max(...ends.map((end) => end ?? input.at))
    const again = judge(question, { ...input, templates, at })
    if (E.isRight(again)) return [{ do: 'wait-until', at }]
    standing = again.left
  }
  return []
}

const mostTries = 8

/** When a reason ends by itself; `null` where it does not. */
const endOf = (reason: Reason): Instant | null => {
  switch (reason.code) {
    case 'account-restricted':
    case 'marketing-cap-reached':
    case 'pair-rate-reached':
    case 'throughput-reached':
    case 'call-permission-requested-lately':
      return reason.until
    case 'messaging-limit-reached':
    case 'call-limit-reached':
      return reason.freesAt
    default:
      return null
  }
}

/** A call that lacks nothing but permission: ask for it, in the form that is allowed. */
const permissionRemedy = (
  question: Question,
  reasons: readonly Reason[],
  input: AskInput,
): readonly Remedy[] => {
  if (question.kind !== 'call' || !reasons.every(({ code }) => code === 'call-not-permitted')) return []
  const by = (['service', 'template'] as const).find((form) =>
    E.isRight(judge({ kind: 'call-permission-request', by: form }, input)),
  )
  return by === undefined ? [] : [{ do: 'ask-for-call-permission', by }]
}
