import type { Member, Members } from '@guichet/runtime'
import type { Connections } from './connections.ts'

/**
 * The processes on a schema. A lease lasts by the server's clock. A process that does not know its own address is at
 * the one from which the server sees it.
 */
export const membersOf = ({ query }: Connections, schema: string): Members => ({
  renew: async ({ id, host, port, secret }, lease) => {
    const { rows } = await query<Member>(
      `WITH renewed AS (
          INSERT INTO ${schema}.members AS known (id, host, port, secret, until)
            VALUES ($1, coalesce($2, host(inet_client_addr()), 'localhost'), $3, $4, now() + $5 * interval '1 millisecond')
            ON CONFLICT (id) DO UPDATE SET host = excluded.host, port = excluded.port, until = excluded.until
            RETURNING id, host, port, secret)
        SELECT id, host, port, secret FROM renewed
        UNION ALL
        SELECT id, host, port, secret FROM ${schema}.members WHERE until > now() AND id <> $1`,
      [id, host, port, secret, lease],
    )
    return rows
  },
  leave: async (id) => {
    await query(`DELETE FROM ${schema}.members WHERE id = $1 OR until < now() - interval '1 day'`, [id])
  },
})
