import type { Interval, KnownTemplates, TemplateName, ThreadKey } from '@guichet/core'
import { instantInWords } from '@guichet/core/time'
import type { FindingRow } from './store/rows.ts'
import type { Store } from './store/store.ts'

/** WhatsApp refused a message because of a window that is open by our events (CSW-5). */
export const refusedInsideWindow = 'meta-refused-inside-window'

/**
 * A charge was settled before the category of its template was known. A store keeps it; it is shown only once the
 * category is known, as `categoryKnownLate`.
 */
export const categoryUnknown = 'category-unknown'

/** The category of a template became known after a charge was settled without it (TPL-8). */
export const categoryKnownLate = 'category-known-late'

/** So many charges of unknown category are looked through, the newest first. */
const mostUnknown = 10_000

interface Input {
  readonly store: Pick<Store, 'findings'>
  readonly timeZone: string
  /** What is known now of the templates that the phone number of the thread may use. */
  readonly templatesFor: (key: ThreadKey) => Promise<KnownTemplates>
}

/**
 * The newest findings, in words. Whether a category became known late is seen by what is known now, as `guichet audit`
 * sees it: so it does not matter which process settled the charge, or what made the category known.
 */
export const newestFindings = async (
  { store, timeZone, templatesFor }: Input,
  limit: number,
): Promise<readonly FindingRow[]> => {
  const [refused, unknown] = await Promise.all([
    store.findings(limit, refusedInsideWindow),
    store.findings(mostUnknown, categoryUnknown),
  ])
  const templates = new Map<string, KnownTemplates>()
  const late: FindingRow[] = []
  for (const row of unknown) {
    const known = templates.get(row.phoneNumberId) ?? (await templatesFor(row))
    templates.set(row.phoneNumberId, known)
    const found = knownLate(row, known, timeZone)
    if (found !== null) late.push(found)
    if (late.length === limit) break
  }
  return [...refused.map((row) => refusal(row, timeZone)), ...late]
    .sort((one, other) => other.at - one.at)
    .slice(0, limit)
}

const refusal = (row: FindingRow, timeZone: string): FindingRow => {
  const { because, window } = JSON.parse(row.text) as { because: readonly string[]; window: Interval }
  const explanation =
    `WhatsApp refused the message at ${instantInWords(row.at, timeZone)} because of the customer service window, ` +
    `which is open until ${instantInWords(window.closesAt, timeZone)} by what was received. It counts as closed ` +
    'until the customer writes again.'
  return { ...row, text: JSON.stringify({ because, window, explanation }) }
}

const knownLate = (row: FindingRow, { categoryOf }: KnownTemplates, timeZone: string): FindingRow | null => {
  const { name, language } = JSON.parse(row.text) as TemplateName
  const category = categoryOf(name, language, row.at)?.toLowerCase()
  if (category === undefined) return null
  const explanation =
    `The template ${name} was sent at ${instantInWords(row.at, timeZone)}. Its category, ${category}, became known ` +
    'only after its charge was settled with an unknown category. Until then the charge was shown as unknown.'
  const because = ['category-unknown', 'TPL-8']
  const template = { name, language, category }
  return { ...row, code: categoryKnownLate, text: JSON.stringify({ because, template, explanation }) }
}
