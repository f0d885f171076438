import { clockInWords } from '@guichet/core/time'
import { button, element } from '@guichet/board/dom'
import type { Play } from '../../play/play.ts'
import { placeNamed } from '../../play/place.ts'

/** What was played, in the order of time, each with a button that takes it back. */
export const stepList = (
  { place, steps: played, now, timeZone }: Play,
  onRemove: (index: number) => void,
): HTMLElement =>
  played.length === 0
    ? element('p', { class: 'quiet' }, 'Nothing yet. Let the customer or the business do something.')
    : element(
        'ol',
        { class: 'steps' },
        ...played
          .map((step, index) => ({ ...step, index }))
          .sort((a, b) => a.at - b.at || a.index - b.index)
          .map(({ at, what, index }) => {
            const { words = what, by = 'customer' } = placeNamed(place).kinds.get(what) ?? {}
            const remove = button('Remove', 'link', () => onRemove(index))
            remove.setAttribute('aria-label', `Remove: ${words}, ${clockInWords(at, timeZone)}`)
            return element(
              'li',
              { class: `step-${by}`, 'data-later': at > now ? 'true' : null },
              element('time', {}, clockInWords(at, timeZone)),
              element('span', {}, at > now ? `${words} (later)` : words),
              remove,
            )
          }),
      )
