import type { JournalEntry } from '@guichet/runtime'
import { withClient } from './places.ts'

/** A commit with this entry stops after it has compared what it expects, and before it writes. */
export const stallingEntry: JournalEntry = { id: 'stalls', receivedAt: 0, body: '' }

/**
 * Runs one commit up to where it writes, then the other work as far as it comes, and then lets both end. So
 * an interleaving that chance hardly ever gives happens each time.
 */
export const interleave = async <One, Other>(
  url: string,
  schema: string,
  stalling: () => Promise<One>,
  other: () => Promise<Other>,
): Promise<readonly [One, Other]> =>
  withClient(url, async (client) => {
    await client.query('BEGIN')
    await client.query(`INSERT INTO "${schema}".journal VALUES ($1, 0, '')`, [stallingEntry.id])
    const one = stalling()
    await untilWaiting(url, schema, 1)
    const two = other()
    await Promise.race([untilWaiting(url, schema, 2), two])
    await client.query('ROLLBACK')
    return [await one, await two]
  })

/** Resolves as soon as that many functions of the schema wait for locks. */
export const untilWaiting = (url: string, schema: string, count: number): Promise<void> =>
  withClient(url, async (client) => {
    for (let waiting = 0; waiting < count;) {
      const { rows } = await client.query<{ count: string }>(
        `SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE $1`,
        [`SELECT "${schema}".%`],
      )
      waiting = Number(rows[0]?.count)
    }
  })
