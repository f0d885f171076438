import type { Instant, ThreadEvent } from '@guichet/core'
import { isMarketing } from './category.ts'
import type { Body } from './messages.ts'
import type { Moment } from './moment.ts'
import { named, refusalByStatus, type Known, type Template } from './templates.ts'

/** All that stands against sending a message at a moment, as codes; none where it may be sent. */
export const reasonsAgainst = (message: Body, moment: Moment, templates: Known): readonly string[] => [
  ...(message.kind === 'template'
    ? reasonsAgainstTemplate(message, moment, templates)
    : moment.at < (stopsAt(moment) ?? -Infinity)
      ? []
      : ['service-window-closed']),
  ...(isReplaced(moment.facts, moment.key.customer) ? ['customer-unknown'] : []),
]

/** Only what is registered and approved, as far as it is known (G7); no marketing to a customer who stopped it. */
const reasonsAgainstTemplate = (
  asked: Extract<Body, { kind: 'template' }>,
  { facts }: Moment,
  known: Known,
): readonly string[] => {
  const stopped = hasStoppedMarketing(facts)
  if (isNotKnown(asked, known)) return unwelcome(asked.category, stopped)
  const meant = named(known.templates, asked.name, asked.language)
  const reasons = meant.map((template) => reasonsAgainstThis(template, asked.category, stopped))
  // Where the language is left open, one that may be sent is enough.
  return reasons.find((none) => none.length === 0) ?? reasons[0] ?? ['template-unknown']
}

/** Is nothing known of a template, although there may be more than are known? */
export const isNotKnown = (message: Body, { templates, isComplete }: Known): boolean =>
  message.kind === 'template' && !isComplete && named(templates, message.name, message.language).length === 0

/** What stands against a registered template: its status, and its category; else the one that was named (TPL-8). */
export const reasonsAgainstThis = (
  template: Template,
  category: string | undefined,
  stopped: boolean,
): readonly string[] => {
  const byStatus = refusalByStatus(template)
  return [...(byStatus === null ? [] : [byStatus]), ...unwelcome(template.category ?? category, stopped)]
}

const unwelcome = (category: string | undefined, stopped: boolean): readonly string[] =>
  stopped && category !== undefined && isMarketing(category) ? ['marketing-stopped'] : []

/** Is the customer's latest word on marketing a stop (LIM-14)? */
export const hasStoppedMarketing = (facts: readonly ThreadEvent[]): boolean =>
  facts.findLast((fact) => fact.type === 'marketing-preference')?.value === 'stop'

/** Was that id replaced by another, and has it not come back nor the customer written under it since (ID-5)? */
export const isReplaced = (facts: readonly ThreadEvent[], id: string): boolean => {
  const isReplacement = (fact: ThreadEvent): boolean =>
    fact.type === 'customer-renamed' && fact.previous === id && fact.current !== id
  const replaced = facts.findLastIndex(isReplacement)
  const since = facts[replaced]?.at ?? -Infinity
  // Of one instant, the customer writes before the id is replaced.
  const isUseOf = (fact: ThreadEvent): boolean => fact.at > since && isWritingOf(fact, id)
  return replaced >= 0 && !facts.slice(replaced).some((fact) => isUseOf(fact) || isReturnTo(fact, id))
}

const isReturnTo = (fact: ThreadEvent, id: string): boolean =>
  fact.type === 'customer-renamed' && fact.current === id && fact.previous !== id

const isWritingOf = (fact: ThreadEvent, id: string): boolean =>
  (fact.type === 'customer-messaged' ||
    fact.type === 'customer-called' ||
    fact.type === 'business-call-accepted' ||
    (fact.type === 'call-permission-changed' && fact.source === 'customer') ||
    (fact.type === 'call-ended' && fact.direction === 'user')) &&
  (fact.customer === id || fact.aliases?.includes(id) === true)

/** How far a moment's answer holds: a service message's until the window closes, a template's without end. */
export const validUntil = (message: Body, moment: Moment): Instant | null =>
  message.kind === 'template' ? null : stopsAt(moment)

/** When free-form messages end: some seconds before the window closes, where one stops early (POS-1). */
export const stopsAt = ({ at, calendar, window }: Moment): Instant | null =>
  window === null ? null : window.closesAt - calendar.valuesAt(at).safetyMarginSeconds.is * 1000
