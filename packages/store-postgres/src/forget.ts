import {
  changedByErasure,
  isStoreFailure,
  noChange,
  type Change,
  type Committed,
  type Erasure,
  type Within,
} from '@guichet/runtime'
import { contradictsItself } from './change-parameters.ts'
import { intentKeyColumns, keyColumns } from './columns.ts'
import { commitBy } from './commit.ts'
import type { Connections, Query } from './connections.ts'
import { holdsAny } from './holds-any.ts'
import { isInterference, isUncertain } from './failures.ts'
import type { Notifying } from './notify.ts'

const removeIntents = (schema: string): string =>
  `DELETE FROM ${schema}.intents USING json_populate_recordset(NULL::${schema}.intents, $1) AS removed
    WHERE intents.phone_number_id = removed.phone_number_id AND intents.recipient = removed.recipient
      AND intents.key = removed.key`

const erasedWithin = (table: 'journal' | 'unread', column: string, schema: string): string =>
  `DELETE FROM ${schema}.${table} WHERE ${holdsAny(column, '$1')} AND ${holdsAny(column, '$2')}`

/** What \`erase_customer\` takes by the customer's ids, of a part of the store only. */
const eraseTextsWithin = async (
  query: Query,
  schema: string,
  ids: readonly string[],
  { phoneNumbers, texts, queueEnd }: Within,
): Promise<void> => {
  await query(erasedWithin('journal', 'body', schema), [ids, texts])
  await query(`DELETE FROM ${schema}.intents WHERE recipient = ANY ($1) AND phone_number_id = ANY ($2)`, [
    ids,
    phoneNumbers,
  ])
  await query(erasedWithin('unread', 'text', schema), [ids, texts])
  await query(
    `DELETE FROM ${schema}.jobs WHERE right(queue, length($2)) = $2
      AND (${holdsAny('text', '$1')} OR ${holdsAny('payload', '$1')})`,
    [ids, queueEnd],
  )
}

/**
 * Looks through all of the journal, which may take longer than other statements may. Notes what may be erased. The
 * tombstones come first, so that locks are taken in the order of every change.
 */
export const erase = async (
  { transaction }: Connections,
  schema: string,
  { threads, ids, tombstones, anew, within }: Erasure,
  note: Notifying['note'],
): Promise<Committed> => {
  const changed = changedByErasure(anew === undefined ? { threads } : { threads, anew })
  const named = ids.filter((id) => id !== '')
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
        await forget({ threads, ids: within === undefined ? ids : [], tombstones: [] })
        if (within !== undefined) await eraseTextsWithin(query, schema, named, within)
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
