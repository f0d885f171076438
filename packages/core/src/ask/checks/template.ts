import { E } from '../../prelude.ts'
import { lastingRules } from '../../rulebook/lasting-rules.ts'
import { sendabilityOf, type Template } from '../../template/template.ts'
import type { Reason } from '../answer.ts'
import type { AskInput } from '../ask-input.ts'
import type { Question } from '../question.ts'
import { fail, type Check, type Passed } from './check.ts'
import { marketingIsWelcome } from './marketing.ts'

type TemplateQuestion = Extract<Question, { kind: 'template' }>

/**
 * Only a registered, approved template may be sent, as far as templates are known (G7, TPL-2), and no marketing
 * template to a customer who stopped marketing (LIM-14). An unknown template is refused only where all templates
 * are known. If the question names no language, one language that passes is enough.
 */
export const templateMayBeSent = (question: TemplateQuestion, input: AskInput): Check => {
  const { at, templates } = input
  const { name } = question
  const language = question.language ?? null
  const known = templates.named(name, language, at)
  if (known.length === 0 && !templates.isComplete(at))
    return marketingIsWelcome(question.category ?? null, input, lastingRules.unknownTemplate.because)
  const checks = known.map((template) => checkTemplate(template, question.category ?? null, input))
  return (
    longest(checks.filter(E.isRight)) ??
    checks[0] ??
    fail({ code: 'template-unknown', because: lastingRules.unregisteredTemplate.because, name, language })
  )
}

/** The one that passes for the longest time. */
const longest = (checks: readonly E.Right<Passed>[]): Check | undefined =>
  checks.reduce<E.Right<Passed> | undefined>(
    (best, check) =>
      best === undefined || (check.right.until ?? Infinity) > (best.right.until ?? Infinity) ? check : best,
    undefined,
  )

/** May this template be sent? The category that counts is the registered one, else the one that was named (TPL-8). */
export const checkTemplate = (template: Template, named: string | null, input: AskInput): Check => {
  const welcomed = marketingIsWelcome(
    template.category ?? named,
    input,
    lastingRules.approvedTemplate.because,
  )
  if (sendabilityOf(template) === 'sendable') return welcomed
  const reason = statusReason(template)
  return E.left(E.isLeft(welcomed) ? [reason, ...welcomed.left] : [reason])
}

const statusReason = (template: Template): Reason => {
  const { name, language, since } = template
  const status = template.status ?? 'UNKNOWN'
  const { because: withheld } = lastingRules.withheldTemplate
  const { because: approved } = lastingRules.approvedTemplate
  switch (sendabilityOf(template)) {
    case 'paused':
      return { code: 'template-paused', because: withheld, name, language, status, since }
    case 'disabled':
      return { code: 'template-disabled', because: withheld, name, language, status, since }
    default:
      return { code: 'template-not-approved', because: approved, name, language, status, since }
  }
}
