import { E, RNEA, pipe, sequenceT } from '../prelude.ts'
import type { TemplateContent } from '../event/event.ts'
import type { Citation } from '../rulebook/citation.ts'
import { lastingRules } from '../rulebook/lasting-rules.ts'
import { openConversation } from '../conversation/conversation.ts'
import { forecast } from './forecast.ts'
import { notKnownFor } from './not-known.ts'
import type { Allowed, Answer, Reason, Refusal, Remedy } from './answer.ts'
import type { Question } from './question.ts'
import { customerIsReachable, checkTemplate, templateMayBeSent, windowIsOpen, type Passed } from './checks.ts'
import type { Situation } from './situation.ts'

/** All checks are made, so that a refusal names every reason. */
const all = sequenceT(E.getApplicativeValidation(RNEA.getSemigroup<Reason>()))

/** May this be sent in this situation? */
export const ask = (question: Question, situation: Situation): Answer =>
  pipe(
    checksOf(question, situation),
    E.bimap(
      (reasons) => refuse(question, reasons, situation),
      (passed) => allow(question, passed, situation),
    ),
  )

const checksOf = (
  question: Question,
  situation: Situation,
): E.Either<RNEA.ReadonlyNonEmptyArray<Reason>, readonly Passed[]> =>
  question.kind === 'template'
    ? all(templateMayBeSent(question, situation), customerIsReachable(situation))
    : all(windowIsOpen(question.kind, situation), customerIsReachable(situation))

const allow = (message: Question, passed: readonly Passed[], situation: Situation): Allowed => {
  const { at, standing, calendar } = situation
  const deadlines = passed.flatMap(({ until }) => until ?? [])
  const open = openConversation(standing.conversation, at)
  const joins = open === null ? lastingRules.opensConversation : lastingRules.joinsConversation
  return {
    answer: 'allowed',
    message,
    validUntil: deadlines.length === 0 ? null : Math.min(...deadlines),
    conversation: open,
    charge: forecast(message, situation),
    notKnown: notKnownFor(message, situation),
    rulebook: calendar(at).id,
    because: RNEA.concat<Citation>(joins.because)(passed.flatMap(({ because }) => because)),
  }
}

const refuse = (
  message: Question,
  reasons: RNEA.ReadonlyNonEmptyArray<Reason>,
  situation: Situation,
): Refusal => ({
  answer: 'refused',
  message,
  reasons,
  remedies: remediesFor(message, reasons, situation),
  notKnown: notKnownFor(message, situation),
  rulebook: situation.calendar(situation.at).id,
})

const remediesFor = (
  message: Question,
  reasons: readonly Reason[],
  situation: Situation,
): readonly Remedy[] => {
  const waiting: readonly Remedy[] = [{ do: 'wait-for-customer' }]
  // Nothing reaches an id that was replaced; only the customer can bring it back, by writing under it.
  if (reasons.some(({ code }) => code === 'customer-unknown'))
    return reasons.every(({ code }) => code === 'customer-unknown' || code === 'service-window-closed')
      ? waiting
      : []
  return message.kind === 'template'
    ? templateRemedy('choose-another-template', situation)
    : [...templateRemedy('send-template', situation), ...waiting]
}

const longestList = 25

/** The remedy of a template, unless none is known that would be allowed. */
const templateRemedy = (
  what: 'send-template' | 'choose-another-template',
  situation: Situation,
): readonly Remedy[] => {
  const { standing, templates, at } = situation
  const except = standing.preference?.value === 'stop' ? ['marketing'] : []
  const sendable = sendableTemplates(situation)
  if (sendable.length === 0)
    // Where not all templates are known, an unknown one may be tried.
    return templates.isComplete(at) ? [] : [{ do: what, templates: null, more: 0, except }]
  const listed = sendable.slice(0, longestList)
  return [{ do: what, templates: listed, more: sendable.length - listed.length, except }]
}

/** The templates that pass the very check which the asked one failed. */
const sendableTemplates = (situation: Situation): readonly TemplateContent[] =>
  situation.templates
    .all(situation.at)
    .filter((template) => E.isRight(checkTemplate(template, null, situation)))
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
