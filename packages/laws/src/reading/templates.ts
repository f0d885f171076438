import type { Event, Instant, TemplateChanged } from '@guichet/core'
import { isThreadEvent } from '../story.ts'
import { byText } from './in-order.ts'

/** A template as it is known at an instant. */
export interface Template {
  readonly name: string
  readonly language: string
  /** Meta's word; `null` while none was heard. */
  readonly status: string | null
  readonly category: string | null
}

/**
 * The templates of a phone number that something is known of at an instant. Another account's do not speak for
 * it once its own is known; an event that names no account speaks for all.
 */
export const templatesAt = (
  events: readonly Event[],
  phoneNumberId: string,
  at: Instant,
): readonly Template[] => {
  const changes = events.filter((event) => event.type === 'template-changed')
  const named = changes.flatMap(({ account }) => account ?? [])
  const own = events.flatMap((event) =>
    isThreadEvent(event) && event.phoneNumberId === phoneNumberId ? (event.account ?? []) : [],
  )
  const accounts = own.length > 0 ? own : named
  const speaking = (account: string | null): readonly TemplateChanged[] =>
    changes.filter((change) => change.account === undefined || change.account === account)
  const tables: readonly (string | null)[] =
    accounts.length > 0 ? [...new Set(accounts)].sort(byText) : [null]
  return tables
    .flatMap((account) => templatesOf(speaking(account).filter((change) => change.at <= at)))
    .sort((a, b) => byText(a.name, b.name) || byText(a.language, b.language))
}

const templatesOf = (changes: readonly TemplateChanged[]): readonly Template[] => {
  const names = [...new Set(changes.map(titleOf))]
  return names.map((title) => asChanged(changes.filter((change) => titleOf(change) === title)))
}

/** Meta writes a language as `en-US` and as `en_US`. */
const titleOf = ({ name, language }: TemplateChanged): string => JSON.stringify([name, spelled(language)])
const spelled = (language: string): string => language.toLowerCase().replaceAll('-', '_')

/** What one template has become. */
const asChanged = (changes: readonly TemplateChanged[]): Template => {
  const ordered = changes.toSorted((a, b) => a.at - b.at || byText(a.id, b.id))
  const { name = '', language = '' } = ordered.at(-1) ?? {}
  let status: string | null = null
  let beforeArchive: string | null = null
  for (const change of ordered) {
    if (change.status === undefined) continue
    if (change.status === 'ARCHIVED' && status !== 'ARCHIVED') beforeArchive = status
    // An unarchived template returns to what it was before (TPL-2).
    status = change.status === 'UNARCHIVED' ? (beforeArchive ?? 'UNARCHIVED') : change.status
  }
  const category = ordered.findLast((change) => change.category !== undefined)?.category ?? null
  return { name, language, status, category }
}

/** Those of that name and, if one is named, that language. */
export const named = (
  templates: readonly Template[],
  name: string,
  language: string | undefined,
): readonly Template[] =>
  templates.filter(
    (template) =>
      template.name === name && (language === undefined || spelled(template.language) === spelled(language)),
  )

/** The refusal that a status means; `null` where it may be sent. A word not known today is no approval (TPL-2). */
export const refusalByStatus = ({ status }: Template): string | null => {
  if (status === null || sendable.has(status)) return null
  if (status === 'PAUSED') return 'template-paused'
  return status === 'DISABLED' ? 'template-disabled' : 'template-not-approved'
}

const sendable = new Set(['APPROVED', 'REINSTATED', 'UNARCHIVED', 'FLAGGED', 'LOCKED'])
