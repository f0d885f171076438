import { DAY, HOUR, MINUTE, type Instant } from '@guichet/core'
import { instantInWords, localDate, startOfLocalDay } from '@guichet/core/time'
import { button, element, setText } from '@guichet/board/dom'
import type { Play } from '../../play/play.ts'
import { field } from '../fields.ts'

/** The moment that is looked at: a slider, leaps, and a day. */
export interface TimeControls {
  readonly node: HTMLElement
  readonly show: (play: Play, until: Instant | null) => void
}

const leaps: readonly (readonly [words: string, name: string, by: number])[] = [
  ['−1 d', 'a day earlier', -DAY],
  ['−1 h', 'an hour earlier', -HOUR],
  ['−1 min', 'a minute earlier', -MINUTE],
  ['+1 min', 'a minute later', MINUTE],
  ['+1 h', 'an hour later', HOUR],
  ['+1 d', 'a day later', DAY],
]

/** `onMove` takes the chosen instant. */
export const timeControls = (onMove: (now: Instant) => void): TimeControls => {
  let shown: Play | null = null
  let closes: Instant | null = null
  const slider = element('input', { type: 'range', step: String(MINUTE) })
  const date = element('input', { type: 'date', min: '2009-01-02', max: '2099-12-30' })
  const words = element('output', { class: 'now-words' })
  slider.addEventListener('input', () => onMove(Number(slider.value)))
  date.addEventListener('change', () => {
    if (shown === null || !isDay(date.value)) return
    const { now, timeZone } = shown
    const sinceMidnight = now - startOfLocalDay(localDate(now, timeZone), timeZone)
    onMove(startOfLocalDay(date.value, timeZone) + sinceMidnight)
  })
  const leapButtons = leaps.map(([short, name, by]) => {
    const made = button(short, 'small', () => {
      if (shown !== null) onMove(shown.now + by)
    })
    made.setAttribute('aria-label', `${short}: ${name}`)
    return made
  })
  const toEnd = button('When the window closes', 'small', () => {
    if (closes !== null) onMove(closes)
  })
  return {
    node: element(
      'div',
      { class: 'time-controls' },
      element('div', { class: 'now-row' }, field('The moment', slider), words),
      element('div', { class: 'leaps' }, ...leapButtons, toEnd, field('Day', date)),
    ),
    show: (play, until) => {
      shown = play
      closes = until
      const { now, timeZone, steps } = play
      const times = [...steps.map(({ at }) => at), now]
      slider.min = String(Math.min(...times) - 2 * HOUR)
      slider.max = String(Math.max(...steps.map(({ at }) => at + 4 * DAY), now + HOUR))
      slider.value = String(now)
      const at = instantInWords(now, timeZone)
      slider.setAttribute('aria-valuetext', at)
      setText(words, at)
      date.value = localDate(now, timeZone)
      toEnd.disabled = until === null
    },
  }
}

const isDay = (text: string): text is ReturnType<typeof localDate> => /^\d{4}-\d{2}-\d{2}$/.test(text)
