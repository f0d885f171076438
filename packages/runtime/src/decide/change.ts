import type { Charge, Instant, ThreadKey } from '@guichet/core'
import { ownThread, registryIn, sharedLimits, type OwnThread } from '@guichet/core/store'
import { noChange, type Change, type ThreadChange } from '../store/change.ts'
import type { ClaimRow, ThreadRow } from '../store/rows.ts'
import { nextSnapshotAt, snapshotOf, type KeptThread } from '../threads/kept.ts'
import { digestOf, storableId } from '../text.ts'
import { tombstonesOf } from '../tombstones.ts'
import { claimsBetween } from './claims.ts'
import type { Draft } from './draft.ts'
import { countOf } from './limits.ts'
import type { SendsChanged } from './sends.ts'
import type { Stream } from './streams.ts'

/** What a draft comes to: the change to commit, and the threads as they are once it is committed. */
export interface Outcome {
  readonly change: Change
  readonly threads: readonly KeptThread[]
  readonly sends: SendsChanged
}

/** What the draft comes to. */
export const changeOf = (draft: Draft): Outcome => {
  const { rehousing, phoneNumbers, templates, known } = draft
  const changed = rehousing.streams().filter(({ isChanged }) => isChanged)
  const written = changed.flatMap((stream) => {
    const own = ownThread(draft.state(), stream)
    return own === null ? [] : [writtenThread(draft, stream, own)]
  })
  const sends = draft.sends.changed()
  const { removedSends, tellsOfSends } = sends
  const claims = changed.map((stream) => claimsChanged(draft, stream))
  const counts = changed.map((stream) => countChanged(draft, stream))
  const limits = draft.limits.changed()
  return {
    threads: written.map(({ kept }) => kept),
    sends,
    change: {
      ...noChange,
      expectedThreads: rehousing
        .streams()
        .filter(({ isChanged }) => !isChanged)
        .map(({ phoneNumberId, customer, stored }) => ({
          phoneNumberId,
          customer,
          expected: stored?.revision ?? 0,
        })),
      // Somebody who is erased just now must not come in by an id that was new a moment ago.
      expectedTombstones: rehousing
        .ids()
        .filter(({ expected }) => expected === null)
        .flatMap(({ phoneNumberId, id }) => tombstonesOf({ phoneNumberId, customer: id }))
        .filter((name) => known.lookedUp.has(name))
        .map((name) => ({ digest: digestOf(name), at: known.erasedAt(name) })),
      removedThreads: rehousing.removed.map(({ phoneNumberId, customer, revision }) => ({
        phoneNumberId,
        customer,
        expected: revision,
      })),
      moves: rehousing.moves,
      threads: written.map(({ change }) => change),
      ids: rehousing.ids(),
      phoneNumbers: phoneNumbers.changed(),
      templates,
      intents: draft.intents.changed(),
      removedClaims: [...[...claims, ...counts].flatMap(({ removed }) => removed), ...limits.released],
      claims: [...[...claims, ...counts].flatMap(({ added }) => added), ...limits.reserved],
      findings: rehousing
        .streams()
        .flatMap(({ phoneNumberId, customer, findings }) =>
          findings.map((finding) => ({ phoneNumberId, customer, ...finding })),
        ),
      removedSends,
      sends: sends.sends,
      tellsOfSends,
      wakes: draft.wakes,
    },
  }
}

const writtenThread = (
  { engine, recordedAt, rehousing }: Draft,
  stream: Stream,
  own: OwnThread,
): { readonly change: ThreadChange; readonly kept: KeptThread } => {
  const { stored, length, events, windowClosesAt, replyBy, closedByMeta, waitingSince, name } = stream
  const { phoneNumberId, customer, aliases, thread } = own
  const row = {
    phoneNumberId,
    customer,
    aliases,
    revision: stored === null ? firstRevision(recordedAt, stream, rehousing.removed) : stored.revision + 1,
    length,
    newest: thread.newest ?? recordedAt,
    windowClosesAt,
    replyBy,
    closedByMeta,
    waitingSince,
    name,
  }
  const snapshot =
    stream.needsSnapshot || length >= stream.snapshotAt ? snapshotOf(thread, length, engine) : null
  return {
    change: { row, expected: stored?.revision ?? 0, events, snapshot },
    kept: {
      own,
      row,
      snapshotLength: snapshot?.length ?? stream.snapshotLength,
      snapshotAt: snapshot === null ? stream.snapshotAt : nextSnapshotAt(thread, length),
    },
  }
}

/** A thread that comes again under an id that was removed must not look like the removed one. */
const firstRevision = (recordedAt: Instant, { customer }: Stream, removed: readonly ThreadRow[]): number =>
  removed.reduce(
    (revision, row) => (row.customer === customer ? Math.max(revision, row.revision + 1) : revision),
    recordedAt,
  )

interface ClaimsChanged {
  readonly added: readonly ClaimRow[]
  readonly removed: readonly ClaimRow[]
}

/** Which claims to a free tier a thread has now and had not, and the other way round. */
const claimsChanged = (draft: Draft, stream: Stream): ClaimsChanged => {
  if (!stream.isChargedAnew) return nothingClaimed
  const { engine, settledClaims } = draft
  const own = ownThread(draft.state(), stream)
  const { gone, come } = claimsBetween(
    engine,
    stream.asRead.map((read) => ({ own: read, templates: draft.templatesAtFirst(read.phoneNumberId) })),
    own === null ? null : { own, templates: draft.templatesFor(own.phoneNumberId) },
  )
  // Settled in this batch: under whichever id, it is this thread's if the thread has it now.
  const settled = own === null ? [] : settledClaims.filter((claim) => ownThread(draft.state(), claim) === own)
  const now = [...come, ...settled.map(({ charge }) => charge)]
  if (now.length === 0 && gone.length === 0) return nothingClaimed
  const before = new Map(gone.map((charge) => [nameOfClaim(charge), charge]))
  const after = new Map(now.map((charge) => [nameOfClaim(charge), charge]))
  return {
    added: [...after].filter(([name]) => !before.has(name)).map(([, charge]) => rowOf(stream, charge)),
    removed: [...before].filter(([name]) => !after.has(name)).map(([, charge]) => rowOf(stream, charge)),
  }
}

/**
 * From when on a thread's customer counts towards a messaging limit. Where there is no limit, or none is known, nothing
 * is kept of it.
 */
const countChanged = (draft: Draft, stream: Stream): ClaimsChanged => {
  const { engine } = draft
  if (!stream.isCountedAnew || !isLimited(draft, stream.phoneNumberId)) return nothingClaimed
  const own = ownThread(draft.state(), stream)
  const templates = draft.templatesFor(stream.phoneNumberId)
  const from = own === null ? null : engine.thread.countsFrom(own.thread, { templates })
  return {
    removed: [countOf(keyOfStream(stream), 0)],
    added: from === null ? [] : [countOf(keyOfStream(stream), from)],
  }
}

const isLimited = (draft: Draft, phoneNumberId: string): boolean => {
  const accounts = draft.phoneNumbers.accountsOf(phoneNumberId)
  const { settings } = draft.engine
  const { limit } = sharedLimits(registryIn(draft.state()), settings, { phoneNumberId, accounts }, Infinity)
  return typeof limit === 'number'
}

const keyOfStream = ({ phoneNumberId, customer }: Stream): ThreadKey => ({ phoneNumberId, customer })

const nothingClaimed: ClaimsChanged = { added: [], removed: [] }

const nameOfClaim = (charge: Charge): string =>
  JSON.stringify([charge.at, charge.month, claimingMessage(charge)])

const rowOf = ({ phoneNumberId, customer }: ThreadKey, charge: Charge): ClaimRow => ({
  phoneNumberId,
  customer,
  message: storableId(claimingMessage(charge)),
  month: charge.month,
  at: charge.at,
})

/** Each member of a group claims by itself, with the one message that all of them got. */
const claimingMessage = ({ message, participant }: Charge): string =>
  participant === undefined ? message : JSON.stringify([message, participant])
