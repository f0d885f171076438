import type { Instant, ThreadKey } from '@guichet/core'
import { noChange, type Change, type IdChange, type ThreadChange } from '../store/change.ts'
import type {
  ClaimRow,
  EventRow,
  FindingRow,
  IntentRow,
  JournalEntry,
  PhoneNumberRow,
  SendRow,
  TemplateRow,
  ThreadRow,
  UnreadRow,
} from '../store/rows.ts'

// What the cases store. The texts are JSON as a rule, but a store knows nothing of that.

export const noon: Instant = Date.UTC(2026, 9, 1, 12)
export const month = '2026-10'
export const phone = '106540352242922'
export const otherPhone = '106540352242923'

/** A change that has only these parts. */
export const changeOf = (parts: Partial<Change>): Change => ({ ...noChange, ...parts })

/** The parts of several changes in one. */
export const together = (...parts: readonly Partial<Change>[]): Change =>
  parts.map(changeOf).reduce((one, other) => ({
    expectedThreads: [...one.expectedThreads, ...other.expectedThreads],
    expectedTemplates: other.expectedTemplates ?? one.expectedTemplates,
    expectedTombstones: [...one.expectedTombstones, ...other.expectedTombstones],
    journal: [...one.journal, ...other.journal],
    removedThreads: [...one.removedThreads, ...other.removedThreads],
    moves: [...one.moves, ...other.moves],
    threads: [...one.threads, ...other.threads],
    ids: [...one.ids, ...other.ids],
    phoneNumbers: [...one.phoneNumbers, ...other.phoneNumbers],
    templates: [...one.templates, ...other.templates],
    intents: [...one.intents, ...other.intents],
    removedClaims: [...one.removedClaims, ...other.removedClaims],
    claims: [...one.claims, ...other.claims],
    unread: [...one.unread, ...other.unread],
    findings: [...one.findings, ...other.findings],
    removedSends: [...one.removedSends, ...other.removedSends],
    sends: [...one.sends, ...other.sends],
    tellsOfSends: one.tellsOfSends || other.tellsOfSends,
    jobs: [...one.jobs, ...other.jobs],
    wakes: [...one.wakes, ...other.wakes],
  }))

export const keyOf = (customer: string, phoneNumberId: string = phone): ThreadKey => ({
  phoneNumberId,
  customer,
})

export const threadRow = (customer: string, given: Partial<ThreadRow> = {}): ThreadRow => ({
  ...keyOf(customer),
  aliases: [],
  revision: 1,
  length: 0,
  newest: noon,
  windowClosesAt: null,
  replyBy: null,
  closedByMeta: null,
  waitingSince: null,
  name: null,
  ...given,
})

/** The events from one ordinal to another, both included. */
export const eventRows = (first: number, last: number, about = 'event'): readonly EventRow[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => ({
    ordinal: first + index,
    recordedAt: noon + first + index,
    text: JSON.stringify({ about, ordinal: first + index }),
  }))

/** A thread that was not there, with that many events, found by its own id and its aliases. */
export const newThread = (
  customer: string,
  given: Partial<ThreadRow> = {},
): Pick<Change, 'threads' | 'ids'> => {
  const row = threadRow(customer, given)
  const ids = [customer, ...row.aliases].map((id) => idChange(id, customer, null, row.phoneNumberId))
  return {
    threads: [{ row, expected: 0, events: eventRows(1, row.length, customer), snapshot: null }],
    ids,
  }
}

/** The thread's next revision, with events after those that it had. */
export const nextThread = (
  before: ThreadRow,
  count: number,
  given: Partial<ThreadRow> = {},
): ThreadChange => {
  const length = before.length + count
  return {
    row: { ...before, revision: before.revision + 1, length, ...given },
    expected: before.revision,
    events: eventRows(before.length + 1, length, before.customer),
    snapshot: null,
  }
}

export const idChange = (
  id: string,
  customer: string,
  expected: string | null = null,
  phoneNumberId: string = phone,
): IdChange => ({ phoneNumberId, id, customer, expected })

export const journalEntry = (id: string, given: Partial<JournalEntry> = {}): JournalEntry => ({
  id,
  receivedAt: noon,
  body: JSON.stringify({ entry: id }),
  ...given,
})

export const phoneNumberRow = (
  id: string,
  given: Partial<PhoneNumberRow> = {},
): PhoneNumberRow & { readonly expected: number } => {
  const row = { id, revision: 1, accounts: ['102290129340398'], ...given }
  return { ...row, expected: row.revision - 1 }
}

export const templateRow = (ordinal: number, given: Partial<TemplateRow> = {}): TemplateRow => ({
  ordinal,
  recordedAt: noon + ordinal,
  text: JSON.stringify({ template: ordinal }),
  ...given,
})

export const sendRow = (id: string, given: Partial<SendRow> = {}): SendRow => ({
  phoneNumberId: phone,
  id,
  text: JSON.stringify({ send: id }),
  ...given,
})

/** An intent of that revision; its writer had read the one before. */
export const intentRow = (
  key: string,
  given: Partial<IntentRow> = {},
): IntentRow & { readonly expected: number } => {
  const row: IntentRow = {
    phoneNumberId: phone,
    recipient: '16505551234',
    key,
    id: `id of ${key}`,
    revision: 1,
    isOpen: true,
    claimedAt: noon,
    text: JSON.stringify({ intent: key }),
    ...given,
  }
  return { ...row, expected: row.revision - 1 }
}

export const claimRow = (customer: string, message: string, given: Partial<ClaimRow> = {}): ClaimRow => ({
  ...keyOf(customer),
  message,
  month,
  at: noon,
  ...given,
})

export const findingRow = (
  customer: string,
  message: string,
  given: Partial<FindingRow> = {},
): FindingRow => ({
  ...keyOf(customer),
  message,
  code: 'unexpected-charge',
  at: noon,
  text: JSON.stringify({ finding: message }),
  ...given,
})

export const unreadRow = (source: string, index: number, given: Partial<UnreadRow> = {}): UnreadRow => ({
  source,
  index,
  receivedAt: noon + index,
  text: JSON.stringify({ unread: source, index }),
  ...given,
})

/** 0, 1, 2 … as many as asked for. */
export const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)
