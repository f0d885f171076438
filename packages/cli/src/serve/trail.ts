import type { Instant } from '@guichet/core'
import type { Log, Tenant } from '@guichet/http'
import { queuesOfParts, storeOfPart, trailOf, type Store, type Trail } from '@guichet/runtime'

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

/** Forgets the entries of tenants who are served no more that were made before that instant. */
export const forgetTrailsOfOthers = async (
  [store]: readonly Store[],
  tenants: readonly Pick<Tenant, 'id'>[],
  before: Instant,
): Promise<void> => {
  if (store === undefined) return
  const served = new Set(tenants.map(({ id }) => id))
  const names = new Set((await queuesOfParts(store)).flatMap(({ part }) => part ?? []))
  const nothingElse = { phoneNumbers: new Set<string>(), accounts: new Set<string>() }
  for (const name of names)
    if (!served.has(name))
      await trailOf({ store: storeOfPart(store, { name, ...nothingElse }) }).forget(before)
}
