import { aheadOfReceipt } from '@guichet/cloud-api'
import type { Duration, Instant } from '@guichet/core'
import { usualAhead, type Receipt } from '@guichet/runtime'

/**
 * Looks at what came, and warns when two webhooks in a row are dated so far ahead that one of the clocks must be wrong;
 * again only after they agreed. Windows are judged by our clock.
 */
export const clockWarning = (
  now: () => Instant,
  warn: (words: string) => void,
): ((receipt: Pick<Receipt, 'arrivals' | 'unread'>) => void) => {
  let inRow = 0
  return ({ arrivals, unread }) => {
    const isFarOff = unread.some(({ reason }) => reason === aheadOfReceipt)
    if (arrivals.length === 0 && !isFarOff) return
    const ahead = Math.max(...arrivals.map(({ event }) => event.at)) - now()
    inRow = isFarOff || ahead > usualAhead ? inRow + 1 : 0
    // The first may only have overtaken the news that an emulator's clock was moved.
    if (inRow === 2)
      warn(
        `The clock of this machine is ${isFarOff ? 'more than a day' : `${Math.round(ahead / 1000)} s`} behind WhatsApp's, ` +
          'and windows are judged by it. After the clock of an emulator was moved, the bot has to go by that: ' +
          'surroundings: { now: await emulatorClock(ADDRESS) }.',
      )
  }
}

/** An emulator's clock is read so often, in milliseconds. */
const readEvery = 200

/**
 * The clock of an emulator that answers at that address, for `surroundings: { now }`: it follows when the clock is moved,
 * a fifth of a second later at most. Rejects where no emulator answers.
 */
export const emulatorClock = async (address: string): Promise<() => Instant> => {
  const read = async (): Promise<Duration> => {
    const answer = await fetch(`${address.replace(/\/+$/, '')}/_control/clock`)
    const body: unknown = answer.ok ? await answer.json() : null
    const { now } = Object(body) as { readonly now?: unknown }
    const at = typeof now === 'string' ? Date.parse(now) : NaN
    if (Number.isNaN(at)) throw new Error(`no emulator answers at ${address}`)
    return at - Date.now()
  }
  let ahead = await read()
  const timer = setInterval(() => {
    // An emulator that is gone keeps the time that it had.
    read().then(
      (now) => (ahead = now),
      () => undefined,
    )
  }, readEvery)
  timer.unref?.()
  return () => Date.now() + ahead
}
