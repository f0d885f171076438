import type { ThreadKey } from '@guichet/core'
import type { Change } from '../store/change.ts'
import type { ThreadRow } from '../store/rows.ts'
import type { Loaded } from '../store/store.ts'
import {
  claimRow,
  findingRow,
  idChange,
  intentRow,
  journalEntry,
  keyOf,
  newThread,
  nextThread,
  noon,
  otherPhone,
  phone,
  phoneNumberRow,
  sendRow,
  templateRow,
  together,
  unreadRow,
} from './given.ts'
import { newJob } from './given-jobs.ts'
import type { Random } from './random.ts'
import type { SurveyOf } from './survey.ts'

export const phones: readonly [string, string] = [phone, otherPhone]
export const customers = ['a', 'A', 'b', 'c', '\u00e9'] as const
export const keys = ['1', '2', '3', '4'] as const

/** All names that the changes are made of. */
export const modelNames: SurveyOf = {
  threads: phones.flatMap((id) => customers.map((customer) => keyOf(customer, id))),
  intents: phones.flatMap((phoneNumberId) =>
    customers.flatMap((recipient) => keys.map((key) => ({ phoneNumberId, recipient, key }))),
  ),
  intentIds: keys.map((key) => `id ${key}`),
  phoneNumbers: phones,
  tombstones: customers,
}

/** What the model holds, as far as a change is made from it. */
export interface Known extends Loaded {
  /** The thread that each id leads to. */
  readonly homes: readonly (ThreadKey & { readonly row: ThreadRow | null })[]
}

/** A change whose expectations hold as a rule, and now and then do not. */
export const randomChange = (random: Random, known: Known): Change => {
  const parts = [
    threadPart,
    threadPart,
    joinPart,
    renamePart,
    intentPart,
    rowsPart,
    registryPart,
    sendsPart,
    jobsPart,
  ]
  const wide = together(rowsPart(random), parts[random.below(parts.length)]?.(random, known) ?? {})
  const guarded = random.chance(0.3) ? together(wide, guardPart(random, known)) : wide
  return random.chance(0.15) ? spoilt(random, guarded) : guarded
}

export const randomInstant = (random: Random): number => noon + random.below(50)

const maybe = (random: Random): number | null => (random.chance(0.4) ? null : randomInstant(random))

export const columns = (random: Random): Partial<ThreadRow> => ({
  newest: randomInstant(random),
  windowClosesAt: maybe(random),
  replyBy: maybe(random),
  closedByMeta: maybe(random),
  waitingSince: maybe(random),
  name: random.chance(0.5) ? null : `name ${random.below(9)}`,
})

const homeOf = (known: Known, key: ThreadKey): ThreadRow | null =>
  known.homes.find((home) => home.customer === key.customer && home.phoneNumberId === key.phoneNumberId)
    ?.row ?? null

const idsOf = (known: Known, row: ThreadRow): readonly ThreadKey[] =>
  known.homes.filter(
    (home) => home.row?.customer === row.customer && home.phoneNumberId === row.phoneNumberId,
  )

/** A new thread, or more events of one that is there, perhaps with a snapshot. */
const threadPart = (random: Random, known: Known): Partial<Change> => {
  const key = keyOf(random.pick(customers), random.pick(phones))
  const row = homeOf(known, key)
  if (row === null) return newThread(key.customer, { ...key, ...columns(random), length: random.below(4) })
  const next = nextThread(row, random.below(4), columns(random))
  const length = next.row.length
  const snapshot = random.chance(0.3) ? { length, madeBy: 'v', text: `of ${row.customer} ${length}` } : null
  return { threads: [{ ...next, snapshot }] }
}

/** Two threads become one. */
const joinPart = (random: Random, known: Known): Partial<Change> => {
  const phoneNumberId = random.pick(phones)
  const [from, to] = [random, random].map((each) => homeOf(known, keyOf(each.pick(customers), phoneNumberId)))
  if (!from || !to || from.customer === to.customer) return {}
  const joined = { ...to, length: to.length + from.length, aliases: [...to.aliases, from.customer] }
  return {
    removedThreads: [{ phoneNumberId, customer: from.customer, expected: from.revision }],
    moves: [{ phoneNumberId, from: from.customer, to: to.customer, offset: to.length }],
    threads: [nextThread(joined, 1, columns(random))],
    ids: idsOf(known, from).map(({ customer }) =>
      idChange(customer, to.customer, from.customer, phoneNumberId),
    ),
  }
}

/** A thread goes by another id. */
const renamePart = (random: Random, known: Known): Partial<Change> => {
  const phoneNumberId = random.pick(phones)
  const row = homeOf(known, keyOf(random.pick(customers), phoneNumberId))
  const to = random.pick(customers)
  if (row === null || homeOf(known, keyOf(to, phoneNumberId)) !== null) return {}
  return {
    removedThreads: [{ phoneNumberId, customer: row.customer, expected: row.revision }],
    moves: [{ phoneNumberId, from: row.customer, to, offset: 0 }],
    threads: [{ row: { ...row, customer: to, revision: 1 }, expected: 0, events: [], snapshot: null }],
    ids: [
      idChange(to, to, null, phoneNumberId),
      ...idsOf(known, row).map(({ customer }) => idChange(customer, to, row.customer, phoneNumberId)),
    ],
  }
}

const intentPart = (random: Random, known: Known): Partial<Change> => {
  const key = random.pick(keys)
  const given = { phoneNumberId: random.pick(phones), recipient: random.pick(customers), id: `id ${key}` }
  const before = known.intents.find(
    (row) =>
      row.phoneNumberId === given.phoneNumberId && row.recipient === given.recipient && row.key === key,
  )
  const revision = (before?.revision ?? 0) + 1
  const isOpen = random.chance(0.5)
  const [claimedAt, text] = [randomInstant(random), `revision ${revision} ${isOpen}`]
  return { intents: [intentRow(key, { ...given, revision, isOpen, claimedAt, text })] }
}

const registryPart = (random: Random, known: Known): Partial<Change> => {
  const id = random.pick(phones)
  const before = known.phoneNumbers.find((row) => row.id === id)
  const revision = (before?.revision ?? 0) + 1
  return {
    phoneNumbers: [phoneNumberRow(id, { revision, accounts: [`${revision}`] })],
    templates: random.chance(0.5) ? [templateRow(known.templates + 1)] : [],
  }
}

/** Pieces of sends, which may be there or not. */
const sendsPart = (random: Random): Partial<Change> => {
  const row = (): ReturnType<typeof sendRow> =>
    sendRow(random.pick(keys), { phoneNumberId: random.pick(phones) })
  return {
    removedSends: random.chance(0.3) ? [row()] : [],
    sends: random.chance(0.6) ? [row()] : [],
    tellsOfSends: random.chance(0.3),
  }
}

/** Jobs, which may be there or not, and customers who write. */
const jobsPart = (random: Random): Partial<Change> => ({
  jobs: [
    newJob(random.pick(keys), {
      phoneNumberId: random.pick(phones),
      awaits: random.chance(0.6) ? random.pick(customers) : null,
      dueAt: maybe(random),
    }),
  ],
  wakes: random.chance(0.5)
    ? [{ ...keyOf(random.pick(customers), random.pick(phones)), at: randomInstant(random) }]
    : [],
})

/** Rows that may be there already. */
export const rowsPart = (random: Random): Partial<Change> => {
  const [customer, message] = [random.pick(customers), random.pick(keys)]
  const given = { phoneNumberId: random.pick(phones), at: randomInstant(random) }
  const text = `of ${customer} ${given.at}`
  return {
    journal: [journalEntry(`entry ${random.below(40)}`, { receivedAt: given.at, body: text })],
    claims: random.chance(0.5) ? [claimRow(customer, message, given)] : [],
    removedClaims: random.chance(0.2) ? [claimRow(random.pick(customers), message, given)] : [],
    unread: random.chance(0.3) ? [unreadRow(message, random.below(3), { receivedAt: given.at, text })] : [],
    findings: random.chance(0.3) ? [findingRow(customer, message, { ...given, text })] : [],
  }
}

/** What was read beside what is changed. */
const guardPart = (random: Random, known: Known): Partial<Change> => {
  const key = keyOf(random.pick(customers), random.pick(phones))
  const row = known.threads.find(
    ({ row: own }) => own.customer === key.customer && own.phoneNumberId === key.phoneNumberId,
  )?.row
  const digest = random.pick(customers)
  const at = known.tombstones.find((tombstone) => tombstone.digest === digest)?.at ?? null
  return {
    expectedThreads: [{ ...key, expected: row?.revision ?? 0 }],
    expectedTemplates: known.templates,
    expectedTombstones: [{ digest, at }],
  }
}

/** The change with one more expectation, which may not hold. */
const spoilt = (random: Random, change: Change): Change => {
  const key = keyOf(random.pick(customers), random.pick(phones))
  const wrong: readonly Partial<Change>[] = [
    { expectedThreads: [{ ...key, expected: random.below(4) }] },
    { expectedTemplates: random.below(10) },
    { templates: [templateRow(1 + random.below(5), { text: 'spoilt' })] },
    { intents: [intentRow('5', { id: `id ${random.pick(keys)}`, revision: 1 + random.below(2) })] },
    { expectedTombstones: [{ digest: key.customer, at: random.chance(0.5) ? null : randomInstant(random) }] },
  ]
  return together(change, wrong[random.below(wrong.length)] ?? {})
}
