import type { Instant } from '@guichet/core'
import {
  changedByErasure,
  isStoreFailure,
  noChange,
  type Change,
  type Committed,
  type Erasure,
} from '@guichet/runtime'
import { upwards } from './bounds.ts'
import { contradictsItself } from './change-parameters.ts'
import { intentKeyColumns, keyColumns } from './columns.ts'
import { commitBy } from './commit.ts'
import type { Connections } from './connections.ts'
import { isInterference, isUncertain } from './failures.ts'
import type { Notifying } from './notify.ts'

/** So many journal entries are forgotten in one transaction, so that none takes long. */
const pruneSize = 10_000

export const pruneJournal = async (
  { query }: Connections,
  schema: string,
  before: Instant,
): Promise<number> => {
  for (let forgotten = 0; ;) {
    const { rowCount } = await query(
      `DELETE FROM ${schema}.journal WHERE id IN (SELECT id FROM ${schema}.journal WHERE received_at < $1
        ORDER BY received_at LIMIT ${pruneSize} FOR UPDATE SKIP LOCKED)`,
      [upwards(before)],
    )
    forgotten += rowCount ?? 0
    if ((rowCount ?? 0) < pruneSize) return forgotten
  }
}

const removeIntents = (schema: string): string =>
  `DELETE FROM ${schema}.intents USING json_populate_recordset(NULL::${schema}.intents, $1) AS removed
    WHERE intents.phone_number_id = removed.phone_number_id AND intents.recipient = removed.recipient
      AND intents.key = removed.key`

/**
 * Looks through all of the journal, which may take longer than other statements may. Notes what may be erased. The
 * tombstones come first, so that locks are taken in the order of every change.
 */
export const erase = async (
  { transaction }: Connections,
  schema: string,
  { threads, ids, tombstones, anew }: Erasure,
  note: Notifying['note'],
): Promise<Committed> => {
  const changed = changedByErasure(anew === undefined ? { threads } : { threads, anew })
  const { expectedThreads = [], removedClaims = [], removedIntents = [], ...rest } = anew ?? {}
  const before = { ...noChange, expectedThreads, removedClaims }
  const after = { ...noChange, ...rest }
  if (contradictsItself(after)) return 'conflict'
  try {
    const erased = await transaction(async (query) => {
      const forget = (erasure: Omit<Erasure, 'anew'>): Promise<unknown> =>
        query(`SELECT ${schema}.erase_customer($1, $2, $3)`, [
          JSON.stringify(erasure.threads.map(keyColumns)),
          [...erasure.ids],
          JSON.stringify(erasure.tombstones.map(({ digest, at }) => ({ digest, at }))),
        ])
      const store = async (change: Change): Promise<Committed> =>
        anew === undefined ? 'committed' : commitBy(query, schema, change)
      await forget({ threads: [], ids: [], tombstones })
      if ((await store(before)) === 'committed') {
        if (removedIntents.length > 0)
          await query(removeIntents(schema), [JSON.stringify(removedIntents.map(intentKeyColumns))])
        await forget({ threads, ids, tombstones: [] })
        if ((await store(after)) === 'committed') return 'committed'
      }
      await query('ROLLBACK')
      return 'conflict'
    })
    if (erased === 'committed') note(changed)
    return erased
  } catch (thrown) {
    if (isStoreFailure(thrown) && isInterference(thrown.cause)) return 'conflict'
    if (isUncertain(thrown)) note(changed)
    throw thrown
  }
}
