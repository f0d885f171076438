import { E, RNEA, type Either, type ReadonlyNonEmptyArray } from '../prelude.ts'
import type { Citation } from '../rulebook/citation.ts'
import { lastingRules } from '../rulebook/lasting-rules.ts'
import { sendabilityOf, type Template } from '../template/template.ts'
import { serviceWindow } from '../conversation/window.ts'
import type { Instant } from '../time/instant.ts'
import type { AskInput } from './ask-input.ts'
import type { Reason } from './answer.ts'
import type { Question } from './question.ts'
import { replacementOf } from '../thread/replaced-ids.ts'

/** What a passed check contributes to the answer. */
export interface Passed {
  readonly because: readonly Citation[]
  /** The instant from which on the check no longer passes. */
  readonly until: Instant | null
}

/** One condition of sending: passed, or the reasons against it. */
export type Check = Either<ReadonlyNonEmptyArray<Reason>, Passed>

const pass = (because: readonly Citation[], until: Instant | null = null): Check =>
  E.right({ because, until })
const fail = (reason: Reason): Check => E.left([reason])

/** A service message or a reaction needs the open window (G6, CSW-3, POS-28). */
export const windowIsOpen = (kind: 'service' | 'reaction', input: AskInput): Check => {
  const { at, standing, calendar, closedByMeta } = input
  const needs: ReadonlyNonEmptyArray<Citation> =
    kind === 'service' ? lastingRules.needsWindow.because : reactionNeeds
  const { latestOpener } = standing
  if (latestOpener === null)
    return fail({ code: 'service-window-closed', because: needs, openedAt: null, closedAt: null })
  const { closesAt } = serviceWindow(latestOpener, calendar)
  // Until the customer speaks again, WhatsApp's word counts more than our clock.
  if (closedByMeta !== null && latestOpener <= closedByMeta && closedByMeta <= at && closedByMeta < closesAt)
    return fail({
      code: 'service-window-closed',
      because: RNEA.concat<Citation>(lastingRules.refusedInWindow.because)(needs),
      openedAt: latestOpener,
      closedAt: closedByMeta,
    })
  const { safetyMarginSeconds } = calendar(at).rules
  const closedAt = closesAt - safetyMarginSeconds.is * 1000
  return at < closedAt
    ? pass([...calendar(latestOpener).rules.serviceWindow.because, ...needs], closedAt)
    : fail({
        code: 'service-window-closed',
        because: [needs[0], ...needs.slice(1), ...safetyMarginSeconds.because],
        openedAt: latestOpener,
        closedAt,
      })
}

const reactionNeeds: ReadonlyNonEmptyArray<Citation> = RNEA.concat<Citation>(
  lastingRules.reactionNeedsWindow.because,
)(lastingRules.needsWindow.because)

/** A replaced id reaches nobody until the customer writes or calls under it again (ID-5). */
export const customerIsReachable = ({ standing: { renamed }, customer }: AskInput): Check => {
  const replacement = replacementOf(renamed, customer)
  return replacement === null
    ? pass([])
    : fail({
        code: 'customer-unknown',
        because: lastingRules.replacedId.because,
        current: replacement.replacedBy,
        since: replacement.at,
      })
}

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
    return welcome(question.category ?? null, input, lastingRules.unknownTemplate.because)
  const checks = known.map((template) => checkTemplate(template, question.category ?? null, input))
  return (
    checks.find(E.isRight) ??
    checks[0] ??
    fail({ code: 'template-unknown', because: lastingRules.unregisteredTemplate.because, name, language })
  )
}

/** May this template be sent? The category that counts is the registered one, else the one that was named (TPL-8). */
export const checkTemplate = (template: Template, named: string | null, input: AskInput): Check => {
  const welcomed = welcome(template.category ?? named, input, lastingRules.approvedTemplate.because)
  if (sendabilityOf(template) === 'sendable') return welcomed
  const reason = statusReason(template)
  return E.left(E.isLeft(welcomed) ? [reason, ...welcomed.left] : [reason])
}

const welcome = (category: string | null, { standing }: AskInput, because: readonly Citation[]): Check => {
  const { preference } = standing
  if (preference === null || preference.value === 'resume') return pass(because)
  return isMarketing(category)
    ? fail({
        code: 'marketing-stopped',
        because: lastingRules.stoppedMarketing.because,
        since: preference.at,
      })
    : pass([...because, ...lastingRules.notMarketing.because])
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

/** Marketing in any of its forms (PMP-8). */
const isMarketing = (category: string | null): boolean =>
  category !== null && ['marketing', 'marketing_lite', 'group_marketing'].includes(category.toLowerCase())
