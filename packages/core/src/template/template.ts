import type { TemplateChanged } from '../event/event.ts'
import type { Instant } from '../time/instant.ts'

/** One template of one account with everything that was heard of it, oldest first. */
export interface TemplateHistory {
  readonly changes: readonly TemplateChanged[]
}

/** A template as it is known at an instant. */
export interface Template {
  readonly name: string
  readonly language: string
  /** Meta's status word; `null` while none was heard. */
  readonly status: string | null
  /** When that status began. */
  readonly since: Instant | null
  readonly category: string | null
}

/** Whether a template may be sent, going by its status (TPL-2). */
export type Sendability = 'sendable' | 'not-approved' | 'paused' | 'disabled'

/** A status that nobody told us of forbids nothing; a status word not known today is no approval (TPL-2). */
export const sendabilityOf = (template: Template): Sendability => {
  switch (template.status) {
    case null:
    case 'APPROVED':
    case 'REINSTATED':
    case 'UNARCHIVED':
    case 'FLAGGED':
    case 'LOCKED':
      return 'sendable'
    case 'PAUSED':
      return 'paused'
    case 'DISABLED':
      return 'disabled'
    default:
      return 'not-approved'
  }
}

/** `en-US` and `en_US` name one language; Meta writes both. */
export const sameLanguage = (language: string): string => language.replaceAll('-', '_').toLowerCase()

/** The history with one more change, in order; `null` when it is known already. */
export const insertChange = (history: TemplateHistory, change: TemplateChanged): TemplateHistory | null => {
  const { changes } = history
  let index = changes.length
  for (; index > 0; index--) {
    const order = compareChanges(change, changes[index - 1] as TemplateChanged)
    if (order === 0) return null
    if (order > 0) break
  }
  return { changes: changes.toSpliced(index, 0, change) }
}

const compareChanges = (a: TemplateChanged, b: TemplateChanged): number => {
  if (a.at !== b.at) return a.at - b.at
  const left = JSON.stringify([a.id, a.status ?? null, a.category ?? null])
  const right = JSON.stringify([b.id, b.status ?? null, b.category ?? null])
  return left === right ? 0 : left < right ? -1 : 1
}

/** The template as it was known at an instant; `null` when nothing had been heard of it. */
export const templateAt = (history: TemplateHistory, at: Instant): Template | null => {
  const known = history.changes.filter((change) => change.at <= at)
  const latest = known.at(-1)
  if (latest === undefined) return null
  // Meta spells a language in two ways; the latest one stands.
  const start: Template = {
    name: latest.name,
    language: latest.language,
    status: null,
    since: null,
    category: null,
  }
  let beforeArchive = start.status
  return known.reduce<Template>((template, change) => {
    if (change.status === 'ARCHIVED' && template.status !== 'ARCHIVED') beforeArchive = template.status
    // An unarchived template returns to the status that it had before (TPL-2).
    const status = change.status === 'UNARCHIVED' ? (beforeArchive ?? 'UNARCHIVED') : change.status
    return {
      ...template,
      status: status ?? template.status,
      since: status === undefined || status === template.status ? template.since : change.at,
      category: change.category ?? template.category,
    }
  }, start)
}
