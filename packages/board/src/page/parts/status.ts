import { setAttribute, setText } from '../dom/element.ts'
import type { Instant } from '../model/json.ts'
import type { State } from '../state.ts'
import { skewInWords } from '../words/clock.ts'
import type { Calendar } from '../words/time.ts'

const words: Readonly<Record<State['connection'], string>> = {
  connecting: 'Connecting…',
  live: 'Live',
  lost: 'Connection lost',
}

/** Shows whether the page is up to date, since when it is not, and whether the server's clock is wrong. */
export const statusLine =
  (status: HTMLElement, banner: HTMLElement, { when }: Calendar): ((state: State, now: Instant) => void) =>
  ({ connection, knownAt, problem, clockSkew }, now) => {
    const isTroubled = connection === 'lost' || problem !== null
    setAttribute(status, 'data-connection', isTroubled ? 'lost' : connection)
    setText(status, isTroubled && connection === 'live' ? 'Not up to date' : words[connection])
    const notice = clockSkew === null ? '' : skewInWords(clockSkew)
    banner.hidden = !isTroubled && notice === ''
    const known = knownAt === null ? '' : ` Showing the state ${when(knownAt, now)}.`
    const what =
      connection === 'lost'
        ? 'Connection lost, trying again.'
        : `Not up to date: ${problem ?? ''}. Trying again.`
    setText(banner, isTroubled ? `${what}${known}` : notice)
  }
