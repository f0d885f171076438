import type { Log } from '@guichet/http'
import { trailOf, type Store, type Trail } from '@guichet/runtime'

/** The audit trail, in the first of the stores. */
export const trailIn = (stores: readonly Store[], log: Log, now: () => number): Trail => {
  const [store] = stores
  if (store === undefined) throw new TypeError('no store was given')
  return trailOf({
    store,
    onTrouble: (fault) =>
      log({
        level: 'error',
        event: 'audit trail not written',
        at: now(),
        reason: fault instanceof Error ? fault.name : typeof fault,
      }),
  })
}
