import type { Duration, Instant } from '@guichet/core'
import type { Changed } from '@guichet/runtime'
import type { Ending } from './ending.ts'
import { pendingChanges } from './pending.ts'
import { changeText, heartbeatText, readyText } from './text.ts'
import type { Timer } from './timer.ts'

/** The stream of changes for one client, read piece by piece. */
export interface Feed {
  /** The next server-sent events, as soon as there are any; `null` once the feed is over. */
  readonly next: () => Promise<string | null>
  /** Releases everything that the feed holds. */
  readonly end: () => void
}

/** What a feed is made of. */
export interface FeedInput {
  readonly onChange: (listener: (changed: Changed) => void) => () => void
  readonly now: () => Instant
  readonly timer: Timer
  /** The feed ends with the first of them. */
  readonly endings: readonly Ending[]
}

const heartbeat: Duration = 15_000
/** A client that is further behind reloads everything, which is no more work for it. */
const mostPending = 1000

/**
 * Collects changes from the first `next` on. Between two calls it keeps them in a set of bounded size, so a
 * slow client costs no memory.
 */
export const changeFeed = ({ onChange, now, timer, endings }: FeedInput): Feed => {
  const pending = pendingChanges(mostPending)
  const releases: (() => void)[] = []
  let state: 'new' | 'running' | 'over' = 'new'
  let beats = false
  let wake = (): void => {}

  const end = (): void => {
    state = 'over'
    for (const release of releases.splice(0)) release()
    wake()
  }

  const begin = (): void => {
    state = 'running'
    releases.push(
      onChange((changed) => {
        pending.add(changed)
        wake()
      }),
      timer(heartbeat, () => {
        beats = true
        wake()
      }),
    )
    for (const ending of endings) releases.push(ending.listen(end))
    if (endings.some(({ isOver }) => isOver())) end()
  }

  const hasSomething = (): boolean => state === 'over' || beats || !pending.isEmpty()

  const take = (): string => {
    const changed = pending.take().map(changeText).join('')
    const text = changed === '' ? heartbeatText : changed
    beats = false
    return text
  }

  const next = async (): Promise<string | null> => {
    const isFirst = state === 'new'
    if (isFirst) begin()
    if (!isFirst && !hasSomething())
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    if (isEnded()) return null
    return isFirst ? readyText(now()) : take()
  }

  // A function, because the compiler does not see that the value can change during an `await`.
  const isEnded = (): boolean => state === 'over'

  return { next, end }
}
