import type { ListedTemplate, TemplateChanged } from '../event/event.ts'
import type { Instant } from '../time/instant.ts'
import type { Changes } from './changes.ts'
import { statusIn } from './list.ts'
import { maySend, meaningOf, type Sendability } from './status.ts'

/** A template as it is known at an instant. */
export interface Template {
  readonly name: string
  readonly language: string
  /** Meta's status word; `null` while none is known. */
  readonly status: string | null
  /** When that status began. */
  readonly since: Instant | null
  readonly category: string | null
}

/** Whether a template may be sent, going by its status (TPL-2); an unknown status forbids nothing. */
export const sendabilityOf = ({ status }: Template): Sendability =>
  status === null ? 'sendable' : meaningOf(status)

/** All that is known of one template, each part oldest first. */
export interface TemplateFacts {
  readonly changes: Changes
  /** Its entry in each list of its account; `null` where the list is without it. */
  readonly listed: readonly { readonly at: Instant; readonly entry: ListedTemplate | null }[]
  /** When it was sent and WhatsApp accepted it. */
  readonly sent: readonly SentAt[]
}

export interface SentAt {
  readonly at: Instant
  readonly name: string
  readonly language: string
}

/** A template while its facts are folded. */
interface Fold {
  readonly template: Template | null
  /** The status that an archived template returns to. */
  readonly beforeArchive: string | null
  /** The latest list, and the status that it gives; `null` where the template is not in it. */
  readonly listed: { readonly at: Instant; readonly status: string | null } | null
}

const nothingFolded: Fold = { template: null, beforeArchive: null, listed: null }

/** The template as it was known at an instant; `null` when no event names it, or its account has none such. */
export const templateAt = ({ changes, listed, sent }: TemplateFacts, at: Instant): Template | null => {
  let fold = nothingFolded
  let [change, list, send] = [0, 0, 0]
  for (;;) {
    const nextChange = changes[change]?.at ?? Infinity
    const nextList = listed[list]?.at ?? Infinity
    const nextSend = sent[send]?.at ?? Infinity
    const next = Math.min(nextChange, nextList, nextSend)
    if (next > at || next === Infinity) return fold.template
    // At one instant a list forgets what was sent, and a change of a listed template comes after the list.
    if (nextSend === next) fold = proved(fold, sent[send++] as SentAt)
    else if (nextList === next) fold = enlisted(fold, next, listed[list++]?.entry ?? null)
    else fold = changed(fold, changes[change++] as TemplateChanged)
  }
}

/** An accepted send proves that the template was approved, whatever was known of it. */
const proved = (fold: Fold, { at, name, language }: SentAt): Fold => {
  const { template } = fold
  if (template !== null && template.status !== null && maySend(template.status)) return fold
  const known = template ?? { name, language, category: null }
  return { ...fold, template: { ...known, status: approved, since: at }, beforeArchive: approved }
}

const approved = 'APPROVED'

/** A list forgets all that came before it but the category; what is not in it does not exist. */
const enlisted = ({ template }: Fold, at: Instant, entry: ListedTemplate | null): Fold => {
  if (entry === null) return { template: null, beforeArchive: null, listed: { at, status: null } }
  const status = statusIn(entry)
  return {
    template: {
      name: entry.name,
      language: entry.language,
      status,
      since: status === template?.status ? template.since : at,
      category: entry.category ?? template?.category ?? null,
    },
    beforeArchive: null,
    listed: { at, status },
  }
}

const changed = (fold: Fold, change: TemplateChanged): Fold => {
  const { listed } = fold
  const isOfList = listed !== null && listed.at === change.at
  // Only a later change speaks of a template that is not listed.
  if (isOfList && listed.status === null) return fold
  const { name, language, at } = change
  const before = fold.template
  const template = { status: null, since: null, ...before, name, language }
  const category = change.category ?? before?.category ?? null
  // Of two contrary facts of one instant the refusing one is believed.
  const isOverruled =
    isOfList && !maySend(listed.status) && change.status !== undefined && maySend(change.status)
  if (change.status === undefined || isOverruled) return { ...fold, template: { ...template, category } }
  const beforeArchive =
    change.status === 'ARCHIVED' && template.status !== 'ARCHIVED' ? template.status : fold.beforeArchive
  // An unarchived template returns to the status that it had before (TPL-2).
  const status = change.status === 'UNARCHIVED' ? (beforeArchive ?? 'UNARCHIVED') : change.status
  const since = status === template.status ? template.since : at
  return { ...fold, template: { ...template, category, status, since }, beforeArchive }
}
