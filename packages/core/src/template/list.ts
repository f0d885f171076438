import type { ListedTemplate, TemplatesListed } from '../event/event.ts'
import type { Instant } from '../time/instant.ts'
import { templateKey } from './language.ts'
import { maySend } from './status.ts'

/** What an account's lists say together at one instant: its templates, and no others. */
export interface Listing {
  readonly at: Instant
  readonly templates: ReadonlyMap<string, ListedTemplate>
}

/** The lists of an account with one more, oldest first; `null` when it is known already. */
export const insertList = (
  lists: readonly TemplatesListed[],
  list: TemplatesListed,
): readonly TemplatesListed[] | null => {
  let index = lists.length
  for (; index > 0; index--) {
    const order = compareLists(list, lists[index - 1] as TemplatesListed)
    if (order === 0) return null
    if (order > 0) break
  }
  return lists.toSpliced(index, 0, list)
}

const compareLists = (a: TemplatesListed, b: TemplatesListed): number => {
  if (a.at !== b.at) return a.at - b.at
  const [left, right] = [textOf(a), textOf(b)]
  return left === right ? 0 : left < right ? -1 : 1
}

/** All that a list says, whatever order its entries and their keys have. */
const textOf = ({ id, templates }: TemplatesListed): string =>
  JSON.stringify([id, templates.map(entryText).sort()])

const entryText = ({ name, language, category, status }: ListedTemplate): string =>
  JSON.stringify([name, language, category ?? null, status ?? null])

/** What the lists say, one listing an instant, oldest first. They must be in order. */
export const listingsOf = (lists: readonly TemplatesListed[]): readonly Listing[] => {
  const instants = new Map<Instant, TemplatesListed[]>()
  for (const list of lists) instants.set(list.at, [...(instants.get(list.at) ?? []), list])
  return [...instants].map(([at, together]) => ({ at, templates: agreedIn(together.map(entriesIn)) }))
}

type Entries = ReadonlyMap<string, readonly ListedTemplate[]>

/** One list may spell a language in two ways, or name a template twice. */
const entriesIn = ({ templates }: TemplatesListed): Entries => {
  const entries = new Map<string, readonly ListedTemplate[]>()
  for (const entry of templates) {
    const key = templateKey(entry.name, entry.language)
    entries.set(key, [...(entries.get(key) ?? []), entry])
  }
  return entries
}

/** Of several lists of one instant a template must be in all: of contrary facts the refusing one is believed. */
const agreedIn = ([first = new Map(), ...others]: readonly Entries[]): Listing['templates'] =>
  new Map(
    [...first].flatMap(([key, entries]) => {
      const twins = others.map((other) => other.get(key))
      const all = [entries, ...twins].flatMap((found) => found ?? [])
      const believed = twins.includes(undefined) ? null : believedOf(all)
      return believed === null ? [] : [[key, believed] as const]
    }),
  )

/** Of several entries for one template the first that refuses, in the order of their texts; else the first. */
const believedOf = (entries: readonly ListedTemplate[]): ListedTemplate | null => {
  if (entries.length < 2) return entries[0] ?? null
  const sorted = entries.toSorted((a, b) => (entryText(a) < entryText(b) ? -1 : 1))
  const believed = sorted.find((entry) => !maySend(statusIn(entry))) ?? sorted[0]
  const category = sorted.find((entry) => entry.category !== undefined)?.category
  if (believed === undefined) return null
  return category === undefined ? believed : { ...believed, category }
}

/** A listed template without a status is approved. */
export const statusIn = ({ status }: ListedTemplate): string => status ?? 'APPROVED'
