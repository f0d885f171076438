import { E, type Either, type ReadonlyNonEmptyArray } from '../prelude.ts'
import type { Calendar } from '../rulebook/calendar.ts'
import type { ClauseId } from '../rulebook/clauses.ts'
import type { KnownTemplates } from '../template/known.ts'
import { sendabilityOf, type Template } from '../template/template.ts'
import type { Standing } from '../thread/standing.ts'
import { serviceWindow } from '../thread/course.ts'
import type { Instant } from '../time/instant.ts'
import type { TierUse } from './forecast.ts'
import type { Question, Reason } from './answer.ts'

/** What an answer is read off: how the thread stands at the instant, the templates, the rulebooks. */
export interface Situation {
  readonly at: Instant
  readonly standing: Standing
  readonly templates: KnownTemplates
  readonly calendar: Calendar
  /** The id that will be written to; `null` for whichever the thread is kept under. */
  readonly customer: string | null
  /** How much of a month's free tier is used. */
  readonly tierUse: TierUse
  /** WhatsApp said at this instant that the window is closed (CSW-5); `null` where it never did. */
  readonly closedByMeta: Instant | null
}

/** What a passed check contributes to the answer. */
export interface Passed {
  readonly because: readonly ClauseId[]
  /** The instant from which on the check no longer passes. */
  readonly until: Instant | null
}

/** One condition of sending: passed, or the reasons against it. */
export type Check = Either<ReadonlyNonEmptyArray<Reason>, Passed>

const pass = (because: readonly ClauseId[], until: Instant | null = null): Check =>
  E.right({ because, until })
const fail = (reason: Reason): Check => E.left([reason])

/** A service message or a reaction needs the open window (G6, CSW-3, POS-28). */
export const windowIsOpen = (kind: 'service' | 'reaction', situation: Situation): Check => {
  const { at, standing, calendar, closedByMeta } = situation
  const needs: readonly ['G6', ...ClauseId[]] =
    kind === 'service' ? ['G6', 'CSW-3'] : ['G6', 'CSW-3', 'POS-28']
  const { latestOpener } = standing
  if (latestOpener === null)
    return fail({ code: 'service-window-closed', because: needs, openedAt: null, closedAt: null })
  const { closesAt } = serviceWindow(latestOpener, calendar)
  // Until the customer speaks again, WhatsApp's word counts more than our clock.
  if (closedByMeta !== null && latestOpener <= closedByMeta && closedByMeta <= at && closedByMeta < closesAt)
    return fail({
      code: 'service-window-closed',
      because: [...needs, 'CSW-5'],
      openedAt: latestOpener,
      closedAt: closedByMeta,
    })
  const closedAt = closesAt - calendar(at).rules.safetyMarginSeconds * 1000
  return at < closedAt
    ? pass(['CSW-1', ...needs], closedAt)
    : fail({ code: 'service-window-closed', because: [...needs, 'POS-1'], openedAt: latestOpener, closedAt })
}

/** An id that was replaced reaches nobody, until the customer is heard of again (ID-5). */
export const customerIsReachable = ({ standing: { renamed }, customer }: Situation): Check =>
  renamed === null || (customer !== null && !renamed.previous.includes(customer))
    ? pass([])
    : fail({ code: 'customer-unknown', because: ['ID-5'], current: renamed.current, since: renamed.at })

type TemplateQuestion = Extract<Question, { kind: 'template' }>

/**
 * Only a registered, approved template may be sent, as far as templates are known (G7, TPL-2), and none of
 * marketing to whoever stopped it (LIM-14). One of which nothing is known is refused only where all are known. Where the language is left open, one that passes is enough.
 */
export const templateMayBeSent = (question: TemplateQuestion, situation: Situation): Check => {
  const { at, templates } = situation
  const { name } = question
  const language = question.language ?? null
  const known = templates.named(name, language, at)
  if (known.length === 0 && !templates.isComplete(at))
    return welcome(question.category ?? null, situation, ['G7', 'nothing-known-of-templates'])
  const checks = known.map((template) => checkTemplate(template, question.category ?? null, situation))
  return (
    checks.find(E.isRight) ??
    checks[0] ??
    fail({ code: 'template-unknown', because: ['G7', 'TPL-11'], name, language })
  )
}

/** May this template be sent? The category that counts is the registered one, else the one that was named (TPL-8). */
export const checkTemplate = (template: Template, named: string | null, situation: Situation): Check => {
  const welcomed = welcome(template.category ?? named, situation, ['G7', 'TPL-2'])
  if (sendabilityOf(template) === 'sendable') return welcomed
  const reason = statusReason(template)
  return E.left(E.isLeft(welcomed) ? [reason, ...welcomed.left] : [reason])
}

const welcome = (category: string | null, { standing }: Situation, because: readonly ClauseId[]): Check => {
  const { preference } = standing
  if (preference === null || preference.value === 'resume') return pass(because)
  return isMarketing(category)
    ? fail({ code: 'marketing-stopped', because: ['LIM-14', 'TPL-8'], since: preference.at })
    : pass([...because, 'LIM-14'])
}

const statusReason = (template: Template): Reason => {
  const { name, language, since } = template
  const status = template.status ?? 'UNKNOWN'
  switch (sendabilityOf(template)) {
    case 'paused':
      return { code: 'template-paused', because: ['G7', 'TPL-2', 'TPL-3'], name, language, status, since }
    case 'disabled':
      return { code: 'template-disabled', because: ['G7', 'TPL-2', 'TPL-3'], name, language, status, since }
    default:
      return { code: 'template-not-approved', because: ['G7', 'TPL-2'], name, language, status, since }
  }
}

/** Marketing in any of its forms (PMP-8). */
const isMarketing = (category: string | null): boolean =>
  category !== null && ['marketing', 'marketing_lite', 'group_marketing'].includes(category.toLowerCase())
