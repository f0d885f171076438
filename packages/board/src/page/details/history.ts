import { button, element } from '../dom/element.ts'
import type { ThreadEvent } from '../model/event.ts'
import { historyOf, type Happening } from '../words/history.ts'
import type { Calendar } from '../words/time.ts'

const step = 50

/** The history, the newest first, grouped by day. */
export const drawHistory = (events: readonly ThreadEvent[], calendar: Calendar): HTMLElement => {
  const history = historyOf(events)
  const place = element('div', { class: 'history' })
  const show = (room: number): void => {
    const shown = history.slice(0, room)
    place.replaceChildren(
      element('h3', {}, 'History'),
      ...(shown.length === 0 ? [element('p', { class: 'quiet' }, 'No events.')] : []),
      ...daysOf(shown, calendar).map(([date, happenings]) =>
        element(
          'section',
          { class: 'day' },
          element('h4', {}, date),
          element('ol', {}, ...happenings.map((one) => entry(one, calendar))),
        ),
      ),
      ...(history.length > room
        ? [button(`Show earlier (${history.length - room})`, 'more', () => show(room + step * 4))]
        : []),
    )
  }
  show(step)
  return place
}

const daysOf = (
  history: readonly Happening[],
  { date }: Calendar,
): readonly (readonly [string, readonly Happening[]])[] => {
  const days = new Map<string, Happening[]>()
  for (const happening of history) {
    const on = date(happening.at)
    const before = days.get(on)
    if (before === undefined) days.set(on, [happening])
    else before.push(happening)
  }
  return [...days]
}

const entry = ({ at, by, words, trail }: Happening, { clock }: Calendar): HTMLElement =>
  element(
    'li',
    { class: `by-${by}` },
    element('time', { datetime: new Date(at).toISOString() }, clock(at)),
    element(
      'div',
      {},
      element('p', {}, element('bdi', {}, words)),
      trail.length === 0
        ? null
        : element(
            'p',
            { class: 'quiet' },
            ...trail.flatMap((one, index) => [
              index === 0 ? null : ' · ',
              element('span', { class: one.isFailure ? 'failure' : null }, `${one.words} ${clock(one.at)}`),
            ]),
          ),
    ),
  )
