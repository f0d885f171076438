import type { Instant } from '@guichet/core'
import { fingerprintOf } from '../intents/fingerprint.ts'
import type { Surroundings } from '../ports.ts'
import { sendable } from '../send/sendable.ts'
import { noChange } from '../store/change.ts'
import type { JobState, NewJob } from '../store/jobs.ts'
import type { Store } from '../store/store.ts'
import { digestOf } from '../text.ts'
import type { Follows } from './worked.ts'
import {
  outboxQueue,
  readEntry,
  writeEntry,
  type EntryWords,
  type HeldRequest,
  type OutboxEntry,
} from './entry.ts'

/** Messages that are sent later. */
export interface Outbox {
  /**
   * Keeps a message to be sent later, durably. With an idempotency key the same request is kept once; another request
   * under the key is not kept. Throws a `TypeError` as `send` does.
   */
  readonly hold: (held: HeldRequest) => Promise<Held>
  /** What the same request came to that was kept before; `null` where none was, or it has no key. */
  readonly findBy: (held: HeldRequest) => Promise<Held | null>
  /** The latest entries, the newest first. */
  readonly list: (query: OutboxQuery) => Promise<readonly OutboxEntry[]>
  /** An entry; `null` where there is none of that id. */
  readonly find: (id: string) => Promise<OutboxEntry | null>
  /** How much waits, counted up to a thousand, and since when the first of it has been due. */
  readonly backlog: () => Promise<OutboxBacklog>
  /** Ends an entry that waits. `sending`: it is on its way. `over`: it has ended before. `null`: there is none. */
  readonly cancel: (id: string) => Promise<'cancelled' | 'sending' | 'over' | null>
}

/** What the outbox holds. */
export interface OutboxBacklog {
  readonly waiting: number
  /** `null` where nothing is due. */
  readonly dueSince: Instant | null
}

/** What became of a request to hold a message. */
export type Held =
  | { readonly is: 'held'; readonly entry: OutboxEntry; readonly isReplay: boolean }
  | { readonly is: 'key-reused' }

export interface OutboxQuery {
  /** `null`: of any state. */
  readonly isOver: boolean | null
  /** The place where the page before ended; `null` for the first page. */
  readonly after: number | null
  readonly limit: number
}

interface Input {
  readonly store: Store
  readonly surroundings: Surroundings
  readonly follows: Follows
  /** Something was added. */
  readonly nudge: () => void
}

export const outboxOn = ({ store, surroundings, follows, nudge }: Input): Outbox => {
  const { now, newId } = surroundings
  const find = async (id: string): Promise<OutboxEntry | null> => {
    const [job] = await store.jobsById([id])
    return job === undefined || job.queue !== outboxQueue ? null : readEntry(job)
  }

  const stateOf = (isOver: boolean | null): JobState | null =>
    isOver === null ? null : isOver ? 'done' : 'waiting'

  const findBy = async (held: HeldRequest): Promise<Held | null> => {
    if (held.request.key === undefined) return null
    const entry = await find(jobFor({ ...held, request: sendable(held.request) }, '', now()).id)
    if (entry === null) return null
    return entry.fingerprint === fingerprintOfHeld(held)
      ? { is: 'held', entry, isReplay: true }
      : { is: 'key-reused' }
  }

  return {
    findBy,
    hold: async (held) => {
      const job = jobFor({ ...held, request: sendable(held.request) }, newId(), now())
      await store.commit({ ...noChange, jobs: [job] })
      const entry = await find(job.id)
      if (entry === null) throw new Error('the entry was erased while it was being kept')
      if (entry.fingerprint !== fingerprintOfHeld(held)) return { is: 'key-reused' }
      nudge()
      return { is: 'held', entry, isReplay: entry.madeAt !== job.madeAt || entry.outcome !== null }
    },
    list: async ({ isOver, after, limit }) =>
      (await store.jobs({ queue: outboxQueue, state: stateOf(isOver), order: 'newest', after, limit })).map(
        readEntry,
      ),
    find,
    backlog: async () => {
      const waiting = await store.jobs({
        queue: outboxQueue,
        state: 'waiting',
        order: 'oldest',
        after: null,
        limit: mostCounted,
      })
      const [due] = await store.dueJobs(outboxQueue, now(), 1)
      return { waiting: waiting.length, dueSince: due?.dueAt ?? null }
    },
    cancel: async (id) => {
      for (;;) {
        const [job] = await store.jobsById([id])
        if (job === undefined || job.queue !== outboxQueue) return null
        const entry = readEntry(job)
        if (job.state !== 'waiting') return 'over'
        if (entry.isSending) return 'sending'
        const endedAt = now()
        const ended: OutboxEntry = { ...entry, outcome: { is: 'cancelled' }, dueAt: null, endedAt }
        const text = writeEntry(ended)
        const end = { state: 'done', awaits: null, dueAt: null, endedAt, text, payload: '' } as const
        const adds = follows(ended)
        const changed = await store.changeJobs([{ id, expected: job.revision, ...end, adds }])
        if (changed.length > 0) return 'cancelled'
      }
    },
  }
}

/** More is as bad. */
const mostCounted = 1_000

/** What makes a request under a key the same one. */
const fingerprintOfHeld = ({ request, when, until, atUntil, terms }: HeldRequest): string =>
  digestOf(JSON.stringify([fingerprintOf(sendable(request)), terms ?? [when, until, atUntil]]))

const jobFor = (held: HeldRequest, name: string, madeAt: Instant): NewJob => {
  const { request, when, until, atUntil } = held
  const { phoneNumberId, recipient, key } = request
  const id = key === undefined ? digestOf(name) : digestOf(JSON.stringify([phoneNumberId, recipient, key]))
  const ownKey = key ?? `outbox:${id.slice(0, 32)}`
  const words: EntryWords = {
    phoneNumberId,
    recipient,
    when,
    until,
    atUntil,
    key: ownKey,
    fingerprint: fingerprintOfHeld(held),
    isSending: false,
    outcome: null,
  }
  return {
    id: id.slice(0, 32),
    queue: outboxQueue,
    phoneNumberId,
    awaits: when.is === 'open' || when.is === 'cheapest' ? recipient : null,
    dueAt: when.is === 'at' ? Math.min(when.at, until) : madeAt,
    madeAt,
    text: writeEntry(words),
    payload: JSON.stringify({ ...request, key: ownKey }),
  }
}
