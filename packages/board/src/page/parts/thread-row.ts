import { hashOf } from '../address.ts'
import { element, isolated, setAttribute, setText } from '../dom/element.ts'
import type { Shown } from '../dom/keyed.ts'
import { rowOf, type Known, type Note } from '../list/row.ts'
import type { Instant } from '../model/json.ts'
import type { Calendar } from '../words/time.ts'
import { onChange } from '../dom/section.ts'

/** The input of a row of the list. */
export interface Line extends Known {
  readonly now: Instant
}

/** A row of the list: a link to the thread's details. */
export const threadRow = (first: Line, calendar: Calendar): Shown<Line> => {
  const label = element('span', { class: 'label' })
  const left = element('span', { class: 'left' })
  const may = element('span', { class: 'may' })
  const cost = element('span', { class: 'cost' })
  const notes = element('span', { class: 'notes' })
  const fill = element('span', { class: 'fill' })
  const row = rowOf(first, first.now, calendar)
  const link = element(
    'a',
    { class: 'thread', href: hashOf(first.thread) },
    element('span', { class: 'countdown' }, label, ' ', left),
    element(
      'span',
      { class: 'who' },
      isolated(row.customer, 'customer'),
      element('span', { class: 'phone' }, 'Phone number ', isolated(row.phoneNumber)),
      notes,
    ),
    element('span', { class: 'what' }, may, cost),
    element('span', { class: 'bar', 'aria-hidden': 'true' }, fill),
  )
  const showNotes = onChange((shown: readonly Note[]) =>
    notes.replaceChildren(
      ...shown.map(({ tone, words }) => element('span', { class: `note ${tone}` }, words)),
    ),
  )
  const update = (line: Line): void => {
    const now = rowOf(line, line.now, calendar)
    setAttribute(link, 'data-urgency', now.urgency)
    setText(label, now.label)
    setText(left, now.left)
    setText(may, now.may)
    setText(cost, now.cost?.words ?? '')
    setAttribute(cost, 'data-free', String(now.cost?.isFree ?? false))
    showNotes(now.notes)
    fill.style.setProperty('--share', now.share.toFixed(4))
  }
  return { node: element('li', {}, link), update }
}
