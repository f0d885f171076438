import { setTimeout as pause } from 'node:timers/promises'
import { isBusy } from './failure.ts'

/** The longest pause between two tries, in milliseconds. */
const longest = 50

/**
 * Does the work, again and again for at most `limit` milliseconds while another connection holds the lock.
 * SQLite could wait by itself, but nothing else would happen in this process meanwhile.
 */
export const patiently = async <Result>(limit: number, work: () => Result): Promise<Result> => {
  const givesUpAt = performance.now() + limit
  for (let next = 1; ; next = Math.min(2 * next, longest))
    try {
      return work()
    } catch (thrown) {
      const left = givesUpAt - performance.now()
      if (!isBusy(thrown) || left <= 0) throw thrown
      await pause(Math.min(next, left))
    }
}
