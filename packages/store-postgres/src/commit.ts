import { changedBy, isStoreFailure, type Change, type Committed } from '@guichet/runtime'
import { changeParameters, contradictsItself } from './change-parameters.ts'
import type { Connections } from './connections.ts'
import { codeOf } from './failures.ts'
import { channel, noticeOf, type Notifier } from './notice.ts'

/**
 * Stores a change in one round trip: one statement, which is a transaction of its own. The others that listen are
 * notified by the same transaction, so they hear of all that is stored and of nothing else.
 *
 * @param own names this store, so that it takes no notice of its own word.
 */
export const commitTo = async (
  { query }: Connections,
  schema: string,
  change: Change,
  own: Notifier,
): Promise<Committed> => {
  if (contradictsItself(change)) return 'conflict'
  const parameters = changeParameters(change)
  const named = Object.keys(parameters).map((name, index) => `${name} => $${index + 1}`)
  const [place, notice] = [named.length + 1, noticeOf(own, changedBy(change))]
  const done = `SELECT ${schema}.commit_change(${named.join(', ')}) AS is_committed`
  const statement =
    notice === null
      ? done
      : `WITH done AS MATERIALIZED (${done})
        SELECT is_committed, CASE WHEN is_committed THEN pg_notify($${place}, $${place + 1}) END FROM done`
  const values = [...Object.values(parameters), ...(notice === null ? [] : [channel, notice])]
  try {
    const { rows } = await query<{ is_committed: boolean }>(statement, values)
    return rows[0]?.is_committed === true ? 'committed' : 'conflict'
  } catch (thrown) {
    if (isStoreFailure(thrown) && isInterference(thrown.cause)) return 'conflict'
    throw thrown
  }
}

/** A serialization failure or a deadlock: all was rolled back, for another transaction was in the way. */
const isInterference = (thrown: unknown): boolean => ['40001', '40P01'].includes(codeOf(thrown) ?? '')
