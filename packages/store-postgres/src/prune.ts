import type { Instant } from '@guichet/core'
import { upwards } from './bounds.ts'
import type { Connections } from './connections.ts'
import { holdsAny } from './holds-any.ts'

/** So many journal entries are forgotten, or looked at, in one transaction, so that none takes long. */
const pruneSize = 10_000

/** Forgets the journal entries received before that instant; tells how many. With `texts`, those that hold one of them. */
export const pruneJournal = (
  connections: Connections,
  schema: string,
  before: Instant,
  texts?: readonly string[],
): Promise<number> =>
  texts === undefined
    ? pruneAll(connections, schema, before)
    : pruneHolding(connections, schema, before, texts)

const pruneAll = async ({ query }: Connections, schema: string, before: Instant): Promise<number> => {
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

/** Goes through all old entries in their order: what others have is passed by, and not looked at again. */
const pruneHolding = async (
  { query }: Connections,
  schema: string,
  before: Instant,
  texts: readonly string[],
): Promise<number> => {
  let forgotten = 0
  for (
    let last: Passed | undefined = { received_at: Number.MIN_SAFE_INTEGER, id: '', forgotten: 0 };
    last !== undefined;
  ) {
    const { rows }: { readonly rows: readonly Passed[] } = await query<Passed>(pruneHoldingSome(schema), [
      upwards(before),
      last.received_at,
      last.id,
      [...texts],
    ])
    last = rows[0]
    forgotten += last?.forgotten ?? 0
  }
  return forgotten
}

/** The last entry that was looked at, and how many of those up to it were forgotten. */
interface Passed {
  readonly received_at: Instant
  readonly id: string
  readonly forgotten: number
}

const pruneHoldingSome = (schema: string): string => `
  WITH passed AS (
    SELECT id, received_at FROM ${schema}.journal
      WHERE received_at < $1 AND (received_at, id) > ($2, $3)
      ORDER BY received_at, id LIMIT ${pruneSize}),
  held AS (
    SELECT journal.id FROM passed JOIN ${schema}.journal USING (id)
      WHERE ${holdsAny('body', '$4')}
      FOR UPDATE OF journal SKIP LOCKED),
  forgotten AS (DELETE FROM ${schema}.journal USING held WHERE journal.id = held.id RETURNING journal.id)
  SELECT received_at, id, (SELECT count(*) FROM forgotten) AS forgotten
    FROM passed ORDER BY received_at DESC, id DESC LIMIT 1`
