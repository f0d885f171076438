import { button, element, setAttribute, setText } from '../dom/element.ts'
import { filters, passes, type Filter } from '../list/filter.ts'
import type { Instant } from '../model/json.ts'
import { troubledBy, type State } from '../state.ts'

const names: Readonly<Record<Filter, string>> = {
  all: 'All',
  closing: 'Within 1 h',
  answer: 'To answer',
  trouble: 'In trouble',
}

/** The filters, each with the number of its threads. */
export const filterBar = (
  parent: HTMLElement,
  onFilter: (filter: Filter) => void,
): ((state: State, now: Instant) => void) => {
  const shown = filters.map((filter) => {
    const count = element('span', { class: 'count' })
    const made = button(`${names[filter]} `, 'filter', () => onFilter(filter))
    made.append(count)
    return { filter, made, count }
  })
  parent.replaceChildren(...shown.map(({ made }) => made))
  return (state, now) => {
    const troubled = troubledBy(state)
    const { phoneNumberId } = state.wanted
    const among = state.threads.filter((thread) => [null, thread.phoneNumberId].includes(phoneNumberId))
    for (const { filter, made, count } of shown) {
      const many = among.filter((thread) => passes(filter, thread, now, troubled)).length
      setText(count, many.toLocaleString('en-GB'))
      setAttribute(count, 'data-none', String(many === 0))
      setAttribute(made, 'aria-pressed', String(state.wanted.filter === filter))
    }
  }
}
