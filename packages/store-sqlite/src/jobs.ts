import { text, whole, wholeOrNull, type Column } from './columns.ts'
import { addJob } from './commit/jobs.ts'
import { malformed } from './failure.ts'
import { limitOf } from './pages.ts'
import { turn } from './turn.ts'
import type { Instant } from '@guichet/core'
import type { JobChange, JobQuery, JobRow, JobState, Lease, StoredJob } from '@guichet/runtime'
import type { Connection, Row } from './connection.ts'
import type { Session } from './session.ts'

const take = `
  insert into leases (queue, holder, until) values (?1, ?2, ?4)
  on conflict do update set holder = excluded.holder, until = excluded.until
  where leases.holder = excluded.holder or leases.until <= ?3`

/** Takes or renews the lease; `false` where another holds it. */
export const takeLease = ({ run }: Connection, { queue, holder, at, length }: Lease): boolean =>
  run(take, [queue, holder, at, at + length]) === 1

const columns = 'id, queue, place, revision, state, phone_number_id, awaits, due_at, made_at, ended_at, text'

const jobOf = ([
  id,
  queue,
  place,
  revision,
  state,
  phoneNumberId,
  awaits,
  dueAt,
  madeAt,
  endedAt,
  words,
]: Row): JobRow => ({
  id: text(id),
  queue: text(queue),
  place: whole(place),
  revision: whole(revision),
  state: stateOf(state),
  phoneNumberId: text(phoneNumberId),
  awaits: awaits === null ? null : text(awaits),
  dueAt: wholeOrNull(dueAt),
  madeAt: whole(madeAt),
  endedAt: wholeOrNull(endedAt),
  text: text(words),
})

const states: readonly JobState[] = ['waiting', 'done', 'dead']

const stateOf = (column: Column): JobState => {
  const state = states.find((known) => known === column)
  if (state === undefined) throw malformed('another word stands where the state of a job belongs')
  return state
}

// One look into the index for each queue, however many jobs it holds.
const queueNames = `
  with recursive names (name) as (
    select min(queue) from jobs
    union all
    select (select min(queue) from jobs where queue > name) from names where name is not null)
  select name from names where name is not null`

/** The names of the queues that hold any job. */
export const readQueues = ({ rows }: Connection): readonly string[] =>
  rows(queueNames).map(([name]) => text(name))

const ofState = (isOldest: boolean): string => `
  select ${columns} from jobs where queue = ? and state = ? and place ${isOldest ? '>' : '<'} ?
  order by place ${isOldest ? 'asc' : 'desc'} limit ?`

/** Each state by the index; of any state, the first of all that these give. */
export const readJobs = (
  { rows }: Connection,
  { queue, state, order, after, limit }: JobQuery,
): readonly JobRow[] => {
  const isOldest = order === 'oldest'
  const beyond = after ?? (isOldest ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER)
  return (state === null ? states : [state])
    .flatMap((one) => rows(ofState(isOldest), [queue, one, beyond, limitOf(limit)]))
    .map(jobOf)
    .sort((one, other) => (isOldest ? one.place - other.place : other.place - one.place))
    .slice(0, limit)
}

const due = `
  select ${columns} from jobs where queue = ? and state = 'waiting' and due_at is not null and due_at <= ?
  order by due_at, place limit ?`

export const readDueJobs = (
  { rows }: Connection,
  queue: string,
  by: Instant,
  limit: number,
): readonly JobRow[] => rows(due, [queue, by, limitOf(limit)]).map(jobOf)

const byId = `select ${columns}, payload from jobs where substr(id, 1, 12) = substr(?1, 1, 12) and id = ?1`

export const readJobsById = ({ rows }: Connection, ids: readonly string[]): readonly StoredJob[] =>
  [...new Set(ids)].flatMap((id) =>
    rows(byId, [id]).map((row) => ({ ...jobOf(row), payload: text(row[columnCount]) })),
  )

const columnCount = columns.split(',').length

const change = `
  update jobs set revision = ?2 + 1, state = ?3, awaits = ?4, due_at = ?5, ended_at = ?6, text = ?7,
    payload = coalesce(?8, payload)
  where substr(id, 1, 12) = substr(?1, 1, 12) and id = ?1 and revision = ?2`

/** Changes each that is as its writer has read it; gives their ids. */
export const changeJobs = (connection: Connection, changes: readonly JobChange[]): readonly string[] =>
  changes
    .filter(({ id, expected, state, awaits, dueAt, endedAt, text: words, payload, adds }) => {
      const values = [id, expected, state, awaits, dueAt, endedAt, words, payload]
      if (connection.run(change, values) === 0) return false
      for (const job of adds) addJob(connection, job)
      return true
    })
    .map(({ id }) => id)

/** So many are forgotten in one transaction, so that the others need not wait for long. */
const portion = 1000

const forgetSome = `
  delete from jobs where place in
    (select place from jobs where queue = ? and state = 'done' and ended_at < ? order by ended_at limit ${portion})`

export const forgetJobs = async (session: Session, queue: string, before: Instant): Promise<number> => {
  for (let forgotten = 0; ; await turn()) {
    const more = await session.write(({ run }) => run(forgetSome, [queue, before]))
    forgotten += more
    if (more < portion) return forgotten
  }
}
