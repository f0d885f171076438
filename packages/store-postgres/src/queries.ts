import type { ClaimRow, FindingRow, IntentRow, Store, ThreadRow, UnreadRow } from '@guichet/runtime'
import { downwards, upwards } from './bounds.ts'
import type { Connections } from './connections.ts'
import { intentColumnList, threadColumnList } from './column-lists.ts'

type Queries = Pick<
  Store,
  'due' | 'claimed' | 'counting' | 'openTo' | 'openIntents' | 'intentsTo' | 'unread' | 'findings'
>

const dueColumns = { window: 'window_closes_at', reply: 'reply_by', waiting: 'waiting_since' } as const

/** The questions about a part of a table. Where instants are equal, the key decides the order. */
export const queriesOf = ({ query }: Connections, schema: string): Queries => ({
  due: async (what, { opensAt, closesAt }, limit) => {
    const column = dueColumns[what]
    const { rows } = await query<ThreadRow>(
      `SELECT ${threadColumnList} FROM ${schema}.threads WHERE ${column} >= $1 AND ${column} < $2
        ORDER BY ${column}, phone_number_id, customer LIMIT $3`,
      [upwards(opensAt), upwards(closesAt), upwards(limit)],
    )
    return rows
  },
  claimed: async ({ phoneNumberIds, month, until, limit }) => {
    const { rows } = await query<{ count: number }>(
      `SELECT count(*) AS count FROM (SELECT FROM ${schema}.claims
        WHERE phone_number_id = ANY ($1) AND month = $2 AND at <= $3 LIMIT $4) AS counted`,
      [phoneNumberIds, month, downwards(until), upwards(limit)],
    )
    return rows[0]?.count ?? 0
  },
  counting: async ({ phoneNumberIds, month, after }) => {
    const { rows } = await query<ClaimRow>(
      `SELECT phone_number_id AS "phoneNumberId", customer, message, month, at FROM ${schema}.claims
        WHERE phone_number_id = ANY ($1) AND month = $2 AND at > $3`,
      [phoneNumberIds, month, downwards(after)],
    )
    return rows
  },
  openTo: async (keys) => {
    const { rows } = await query<IntentRow>(
      `SELECT DISTINCT ${intentColumnList} FROM json_to_recordset($1)
          AS wanted(phone_number_id text COLLATE "C", recipient text COLLATE "C")
        JOIN ${schema}.intents USING (phone_number_id, recipient) WHERE is_open`,
      [
        JSON.stringify(
          keys.map(({ phoneNumberId, customer }) => ({
            phone_number_id: phoneNumberId,
            recipient: customer,
          })),
        ),
      ],
    )
    return rows
  },
  openIntents: async (limit) => {
    const { rows } = await query<IntentRow>(
      `SELECT ${intentColumnList} FROM ${schema}.intents WHERE is_open ORDER BY claimed_at, id LIMIT $1`,
      [upwards(limit)],
    )
    return rows
  },
  intentsTo: async (phoneNumberId, recipients, limit) => {
    const { rows } = await query<IntentRow>(
      `SELECT ${intentColumnList} FROM ${schema}.intents WHERE phone_number_id = $1 AND recipient = ANY ($2)
        ORDER BY claimed_at DESC, id DESC LIMIT $3`,
      [phoneNumberId, recipients, upwards(limit)],
    )
    return rows
  },
  unread: async (limit) => {
    const { rows } = await query<UnreadRow>(
      `SELECT source, index, received_at AS "receivedAt", text FROM ${schema}.unread
        ORDER BY received_at DESC, source DESC, index DESC LIMIT $1`,
      [upwards(limit)],
    )
    return rows
  },
  findings: async (limit, code) => {
    const { rows } = await query<FindingRow>(
      `SELECT phone_number_id AS "phoneNumberId", customer, message, code, at, text FROM ${schema}.findings
        ${code === undefined ? '' : 'WHERE code = $2'}
        ORDER BY at DESC, phone_number_id DESC, customer DESC, message DESC, code DESC LIMIT $1`,
      code === undefined ? [upwards(limit)] : [upwards(limit), code],
    )
    return rows
  },
})
