import { element, type Child } from '@guichet/board/dom'

/** A column: its head, and whether figures stand in it. */
export type Column = readonly [head: string, kind?: 'figure']

/**
 * A table in which figures stand on the right. Where a screen is too narrow for the head, each cell bears its column's
 * name.
 */
export const table = (
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Child[])[],
  total: readonly Child[] | null = null,
): HTMLElement => {
  const cell = (child: Child, index: number): HTMLElement => {
    const [head, kind] = columns[index] ?? ['']
    return element('td', { class: kind ?? null, 'data-name': head }, child)
  }
  const line = (children: readonly Child[]): HTMLElement => element('tr', {}, ...children.map(cell))
  return element(
    'table',
    {},
    element('caption', { class: 'unseen' }, caption),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...columns.map(([head, kind]) => element('th', { scope: 'col', class: kind ?? null }, head)),
      ),
    ),
    element('tbody', {}, ...rows.map(line)),
    total === null ? null : element('tfoot', {}, line(total)),
  )
}

/** `… and 12 more`, where a list is cut. */
export const left = (all: number, shown: number): HTMLElement | null =>
  all > shown
    ? element('p', { class: 'quiet' }, `… and ${(all - shown).toLocaleString('en-GB')} more.`)
    : null
