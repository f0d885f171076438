import {
  isStoreFailure,
  type JobChange,
  type JobQuery,
  type JobRow,
  type JobStore,
  type StoredJob,
} from '@guichet/runtime'
import { downwards, upwards } from './bounds.ts'
import { jobColumns } from './columns.ts'
import type { Connections } from './connections.ts'
import { isInterference } from './failures.ts'
import { addingJobs } from './schema/jobs.ts'

const columnList = `id, queue, place, revision, state, phone_number_id AS "phoneNumberId", awaits,
  due_at AS "dueAt", made_at AS "madeAt", ended_at AS "endedAt", text`

/** How many jobs are forgotten in one transaction, so that none takes long. */
const portion = 10_000

/** One look into the index for each queue, however many jobs it holds. */
const queueNames = (schema: string): string => `
  WITH RECURSIVE names (queue) AS (
    (SELECT queue FROM ${schema}.jobs ORDER BY queue LIMIT 1)
    UNION ALL
    SELECT (SELECT queue FROM ${schema}.jobs WHERE queue > names.queue ORDER BY queue LIMIT 1)
      FROM names WHERE names.queue IS NOT NULL)
  SELECT queue FROM names WHERE queue IS NOT NULL`

/** The queues of a schema. */
export const jobsOf = ({ query }: Connections, schema: string): JobStore => ({
  lease: async ({ queue, holder, at, length }) => {
    const { rowCount } = await query(
      `INSERT INTO ${schema}.leases AS held (queue, holder, until) VALUES ($1, $2, $4)
        ON CONFLICT (queue) DO UPDATE SET holder = excluded.holder, until = excluded.until
        WHERE held.holder = excluded.holder OR held.until <= $3`,
      [queue, holder, at, at + length],
    )
    return rowCount === 1
  },
  queues: async () => {
    const { rows } = await query<{ readonly queue: string }>(queueNames(schema))
    return rows.map(({ queue }) => queue)
  },
  jobs: async (wanted) => {
    const { rows } = await query<JobRow>(...statementOf(schema, wanted))
    return rows
  },
  dueJobs: async (queue, by, limit) => {
    const { rows } = await query<JobRow>(
      `SELECT ${columnList} FROM ${schema}.jobs
        WHERE queue = $1 AND state = 'waiting' AND due_at IS NOT NULL AND due_at <= $2
        ORDER BY due_at, place LIMIT $3`,
      [queue, downwards(by), upwards(limit)],
    )
    return rows
  },
  jobsById: async (ids) => {
    const { rows } = await query<StoredJob>(
      `SELECT ${columnList}, payload FROM ${schema}.jobs WHERE id = ANY ($1)`,
      [[...ids]],
    )
    return rows
  },
  changeJobs: async (changes) => {
    if (changes.length === 0) return []
    try {
      const { rows } = await query<{ readonly id: string }>(changing(schema), [
        JSON.stringify(changes.map(changeColumns)),
        JSON.stringify(
          changes.flatMap(({ id, adds }) => adds.map((job) => ({ after: id, ...jobColumns(job) }))),
        ),
      ])
      return rows.map(({ id }) => id)
    } catch (thrown) {
      // The writer reads again, as after a change by another process.
      if (isStoreFailure(thrown) && isInterference(thrown.cause)) return []
      throw thrown
    }
  },
  forgetJobs: async (queue, before) => {
    for (let forgotten = 0; ;) {
      const { rowCount } = await query(
        `DELETE FROM ${schema}.jobs WHERE id IN (SELECT id FROM ${schema}.jobs
          WHERE queue = $1 AND state = 'done' AND ended_at < $2
          ORDER BY ended_at LIMIT ${portion} FOR UPDATE SKIP LOCKED)`,
        [queue, upwards(before)],
      )
      forgotten += rowCount ?? 0
      if ((rowCount ?? 0) < portion) return forgotten
    }
  },
})

/** By the index for one state; each state by itself where any will do. */
const statementOf = (
  schema: string,
  { queue, state, order, after, limit }: JobQuery,
): readonly [string, readonly unknown[]] => {
  const direction = order === 'oldest' ? 'ASC' : 'DESC'
  const beyond = after ?? (order === 'oldest' ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER)
  const one = (which: string): string =>
    `(SELECT ${columnList} FROM ${schema}.jobs
      WHERE queue = $1 AND state = '${which}' AND place ${order === 'oldest' ? '>' : '<'} $2
      ORDER BY place ${direction} LIMIT $3)`
  const parts = (state === null ? ['waiting', 'done', 'dead'] : [state]).map(one)
  const statement = `SELECT * FROM (${parts.join(' UNION ALL ')}) AS found ORDER BY place ${direction} LIMIT $3`
  return [statement, [queue, order === 'oldest' ? downwards(beyond) : upwards(beyond), upwards(limit)]]
}

const changeColumns = ({
  expected,
  state,
  awaits,
  dueAt,
  endedAt,
  text,
  payload,
  id,
}: JobChange): object => ({
  id,
  expected,
  state,
  awaits,
  due_at: dueAt,
  ended_at: endedAt,
  text,
  payload,
})

const changing = (schema: string): string => `
  WITH changed AS (
    UPDATE ${schema}.jobs SET revision = jobs.revision + 1, state = new.state, awaits = new.awaits,
        due_at = new.due_at, ended_at = new.ended_at, text = new.text,
        payload = coalesce(new.payload, jobs.payload)
      FROM json_to_recordset($1) AS new (id text COLLATE "C", expected bigint, state text, awaits text,
        due_at bigint, ended_at bigint, text text, payload text)
      WHERE jobs.id = new.id AND jobs.revision = new.expected
      RETURNING jobs.id
  ), added AS (${addingJobs(`${schema}.`, '$2', 'WHERE after IN (SELECT id FROM changed)')}
  )
  SELECT id FROM changed`
