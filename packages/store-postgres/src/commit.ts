import { changedBy, isStoreFailure, type Change, type Committed } from '@guichet/runtime'
import { changeParameters, contradictsItself } from './change-parameters.ts'
import type { Connections } from './connections.ts'
import { codeOf, isUncertain } from './failures.ts'
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
  const parameters = changeParameters(change)
  const named = Object.keys(parameters).map((name, index) => `${name} => $${index + 1}`)
  const statement = `SELECT ${schema}.commit_change(${named.join(', ')}) AS is_committed`
  try {
    const { rows } = await query<{ is_committed: boolean }>(statement, Object.values(parameters))
    if (rows[0]?.is_committed !== true) return 'conflict'
    note(changedBy(change))
    return 'committed'
  } catch (thrown) {
    if (isStoreFailure(thrown) && isInterference(thrown.cause)) return 'conflict'
    if (isUncertain(thrown)) note(changedBy(change))
    throw thrown
  }
}

/** A serialization failure or a deadlock: all was rolled back, for another transaction was in the way. */
const isInterference = (thrown: unknown): boolean => ['40001', '40P01'].includes(codeOf(thrown) ?? '')
