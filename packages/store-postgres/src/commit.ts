import { changedBy, isStoreFailure, type Change, type Committed } from '@guichet/runtime'
import { changeParameters, contradictsItself } from './change-parameters.ts'
import type { Connections, Query } from './connections.ts'
import { isInterference, isUncertain } from './failures.ts'
import type { Notifying } from './notify.ts'

/**
 * Stores a change in one round trip: one statement, which is a transaction of its own. What may have been stored is
 * noted, for the others to be notified of it.
 */
export const commitTo = async (
  { query }: Connections,
  schema: string,
  change: Change,
  note: Notifying['note'],
): Promise<Committed> => {
  if (contradictsItself(change)) return 'conflict'
  try {
    const committed = await commitBy(query, schema, change)
    if (committed === 'committed') note(changedBy(change))
    return committed
  } catch (thrown) {
    if (isStoreFailure(thrown) && isInterference(thrown.cause)) return 'conflict'
    if (isUncertain(thrown)) note(changedBy(change))
    throw thrown
  }
}

/** Stores a change that does not contradict itself by one statement, perhaps of a longer transaction. */
export const commitBy = async (query: Query, schema: string, change: Change): Promise<Committed> => {
  const parameters = changeParameters(change)
  const named = Object.keys(parameters).map((name, index) => `${name} => $${index + 1}`)
  const statement = `SELECT ${schema}.commit_change(${named.join(', ')}) AS is_committed`
  const { rows } = await query<{ is_committed: boolean }>(statement, Object.values(parameters))
  return rows[0]?.is_committed === true ? 'committed' : 'conflict'
}
