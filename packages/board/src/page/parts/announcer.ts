import { announce, type Announced } from '../list/announce.ts'
import type { Instant } from '../model/json.ts'
import type { Thread } from '../model/thread.ts'

/** Deadlines are announced together, and not more often than this, in milliseconds. */
const between = 15_000

/** Announces windows that are about to close, in a few announcements. */
export const announcer = (
  aloud: HTMLElement,
  steady: () => number,
): ((threads: readonly Thread[], now: Instant) => void) => {
  let announced: Announced = new Set()
  let saidAt = -Infinity
  return (threads, now) => {
    if (steady() < saidAt + between) return
    const next = announce(announced, threads, now)
    announced = next.announced
    if (next.say === null) return
    saidAt = steady()
    aloud.textContent = next.say
  }
}
