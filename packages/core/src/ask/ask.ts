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
import type { AskInput } from './ask-input.ts'

/** All checks are made, so that a refusal names every reason. */
const all = sequenceT(E.getApplicativeValidation(RNEA.getSemigroup<Reason>()))

/** May this be sent? */
export const ask = (question: Question, input: AskInput): Answer =>
  pipe(
    checksOf(question, input),
    E.bimap(
      (reasons) => refuse(question, reasons, input),
      (passed) => allow(question, passed, input),
    ),
  )

const checksOf = (
  question: Question,
  input: AskInput,
): E.Either<RNEA.ReadonlyNonEmptyArray<Reason>, readonly Passed[]> =>
  question.kind === 'template'
    ? all(templateMayBeSent(question, input), customerIsReachable(input))
    : all(windowIsOpen(question.kind, input), customerIsReachable(input))

const allow = (message: Question, passed: readonly Passed[], input: AskInput): Allowed => {
  const { at, standing, calendar } = input
  const deadlines = passed.flatMap(({ until }) => until ?? [])
  const open = openConversation(standing.conversation, at)
  const joins = open === null ? lastingRules.opensConversation : lastingRules.joinsConversation
  return {
    answer: 'allowed',
    message,
    validUntil: deadlines.length === 0 ? null : Math.min(...deadlines),
    conversation: open,
    charge: forecast(message, input),
    notKnown: notKnownFor(message, input),
    rulebook: calendar(at).id,
    because: RNEA.concat<Citation>(joins.because)(passed.flatMap(({ because }) => because)),
  }
}

const refuse = (
  message: Question,
  reasons: RNEA.ReadonlyNonEmptyArray<Reason>,
  input: AskInput,
): Refusal => ({
  answer: 'refused',
  message,
  reasons,
  remedies: remediesFor(message, reasons, input),
  notKnown: notKnownFor(message, input),
  rulebook: input.calendar(input.at).id,
})

const remediesFor = (message: Question, reasons: readonly Reason[], input: AskInput): readonly Remedy[] => {
  const waiting: readonly Remedy[] = [{ do: 'wait-for-customer' }]
  // Nothing reaches an id that was replaced; only the customer can bring it back, by writing under it.
  if (reasons.some(({ code }) => code === 'customer-unknown'))
    return reasons.every(({ code }) => code === 'customer-unknown' || code === 'service-window-closed')
      ? waiting
      : []
  return message.kind === 'template'
    ? templateRemedy('choose-another-template', input)
    : [...templateRemedy('send-template', input), ...waiting]
}

const longestList = 25

/** The remedy of a template, unless none is known that would be allowed. */
const templateRemedy = (
  what: 'send-template' | 'choose-another-template',
  input: AskInput,
): readonly Remedy[] => {
  const { standing, templates, at } = input
  const except = standing.preference?.value === 'stop' ? ['marketing'] : []
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
