import type { Instant } from '@guichet/core'
import { changedByErasure, type Erasure } from '@guichet/runtime'
import { upwards } from './bounds.ts'
import { keyColumns } from './columns.ts'
import type { Connections } from './connections.ts'
import { isUncertain } from './failures.ts'
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

/** Looks through all of the journal, which may take longer than other statements may. Notes what may be erased. */
export const erase = async (
  { transaction }: Connections,
  schema: string,
  { threads, ids, tombstones }: Erasure,
  note: Notifying['note'],
): Promise<void> => {
  try {
    await transaction((query) =>
      query(`SELECT ${schema}.erase_customer($1, $2, $3)`, [
        JSON.stringify(threads.map(keyColumns)),
        [...ids],
        JSON.stringify(tombstones.map(({ digest, at }) => ({ digest, at }))),
      ]),
    )
    note(changedByErasure({ threads }))
  } catch (thrown) {
    if (isUncertain(thrown)) note(changedByErasure({ threads }))
    throw thrown
  }
}
