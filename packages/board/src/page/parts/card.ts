import { element, type Child } from '../dom/element.ts'

/** A titled list in the column beside the threads; an empty one shows a short text. */
export const card = (
  title: string,
  quiet: string,
  entries: readonly HTMLLIElement[],
  { count, isPeaceful }: { readonly count: number; readonly isPeaceful: boolean },
): HTMLElement =>
  element(
    'section',
    { class: entries.length === 0 ? 'card calm' : isPeaceful ? 'card peaceful' : 'card' },
    element(
      'h2',
      {},
      title,
      ' ',
      entries.length === 0 ? null : element('span', { class: 'count' }, String(count)),
    ),
    entries.length === 0 ? element('p', { class: 'quiet' }, quiet) : element('ul', {}, ...entries),
    restOf(count),
  )

/** The most entries in a card; the rest is counted. */
export const longestCard = 8

const restOf = (count: number): Child =>
  count <= longestCard ? null : element('p', { class: 'quiet' }, `and ${count - longestCard} more`)
