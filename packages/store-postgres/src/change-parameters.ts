import type { Change, ThreadChange } from '@guichet/runtime'
import * as columns from './columns.ts'
import * as keys from './keys.ts'
import { firstOfEach, hasTwice, inKeyOrder } from './key-order.ts'

/** What `commit_change` is called with, by the names of its parameters. */
export type ChangeParameters = Readonly<Record<string, string | number | boolean | null>>

export const changeParameters = (change: Change): ChangeParameters => {
  const threads = inKeyOrder(change.threads, keys.changedThreadKey)
  const ids = inKeyOrder(change.ids, keys.idKey)
  const phoneNumbers = inKeyOrder(change.phoneNumbers, keys.ownId)
  const intents = inKeyOrder(change.intents, keys.intentKey)
  return {
    held_threads: JSON.stringify(heldThreads(change)),
    expected_templates: change.expectedTemplates,
    held_tombstones: JSON.stringify(change.expectedTombstones),
    new_journal: json(firstOfEach(change.journal, keys.ownId), columns.journalColumns),
    removed_threads: json(change.removedThreads, columns.keyColumns),
    moves: json(change.moves, columns.moveColumns),
    changed_threads: json(threads.filter(isThere), columns.threadColumns),
    new_threads: json(threads.filter(isNew), columns.threadColumns),
    new_events: JSON.stringify(threads.flatMap(columns.eventColumns)),
    new_snapshots: JSON.stringify(threads.flatMap(columns.snapshotColumns)),
    changed_ids: json(ids.filter(isThere), columns.idColumns),
    new_ids: json(ids.filter(isNew), columns.idColumns),
    changed_phone_numbers: json(phoneNumbers.filter(isThere), columns.phoneNumberColumns),
    new_phone_numbers: json(phoneNumbers.filter(isNew), columns.phoneNumberColumns),
    new_templates: json(change.templates, columns.templateColumns),
    changed_intents: json(intents.filter(isThere), columns.intentColumns),
    new_intents: json(intents.filter(isNew), columns.intentColumns),
    removed_claims: json(change.removedClaims, columns.claimColumns),
    new_claims: json(firstOfEach(change.claims, keys.claimKey), columns.claimColumns),
    new_unread: json(firstOfEach(change.unread, keys.unreadKey), columns.unreadColumns),
    new_findings: json(firstOfEach(change.findings, keys.findingKey), columns.findingColumns),
    ...(changesSends(change) || changesJobs(change) ? sendParameters(change) : {}),
    ...(changesJobs(change) ? jobParameters(change) : {}),
  }
}

const changesJobs = ({ jobs, wakes }: Change): boolean => jobs.length > 0 || wakes.length > 0

const jobParameters = ({ jobs, wakes }: Change): ChangeParameters => ({
  new_jobs: json(jobs, columns.jobColumns),
  wakes: json(wakes, columns.wakeColumns),
})

/** Most changes have no sends, and are spared the function that takes them. */
const changesSends = ({ removedSends, sends, tellsOfSends }: Change): boolean =>
  tellsOfSends || removedSends.length > 0 || sends.length > 0

const sendParameters = ({ removedSends, sends, tellsOfSends }: Change): ChangeParameters => ({
  removed_sends: json(firstOfEach(removedSends, keys.sendKey), columns.sendKeyColumns),
  new_sends: json(firstOfEach(sends, keys.sendKey), columns.sendColumns),
  tells_of_sends: tellsOfSends,
})

/** Two changes of one row contradict each other: what the second expects is not there when the first is done. */
export const contradictsItself = (change: Change): boolean =>
  hasTwice(change.threads, keys.changedThreadKey) ||
  hasTwice(change.removedThreads, keys.threadKey) ||
  hasTwice(change.ids, keys.idKey) ||
  hasTwice(change.phoneNumbers, keys.ownId) ||
  hasTwice(change.intents, keys.intentKey)

interface Expecting {
  readonly expected: number | string | null
}

const isNew = ({ expected }: Expecting): boolean => expected === 0 || expected === null
const isThere = (row: Expecting): boolean => !isNew(row)

const json = <Row>(rows: readonly Row[], columnsOf: (row: Row) => columns.Columns): string =>
  JSON.stringify(rows.map(columnsOf))

/**
 * All threads whose revision the change expects. A change that leads a new id to a thread waits for changes that
 * rely on that id having no thread, as a change that makes a thread does. Else a claim by that id could come after
 * this change, and a later claim would not see it.
 */
const heldThreads = (change: Change): readonly columns.Columns[] => [
  ...change.expectedThreads.map((key) => held(key, false)),
  ...change.removedThreads.map((key) => held(key, true)),
  ...change.threads.map(({ row, expected }: ThreadChange) => held({ ...row, expected }, true)),
  ...change.ids
    .filter(isNew)
    .map(({ phoneNumberId, id }) => held({ phoneNumberId, customer: id, expected: 0 }, true)),
]

const held = (key: Change['removedThreads'][number], isWritten: boolean): columns.Columns => ({
  ...columns.keyColumns(key),
  expected: key.expected,
  is_written: isWritten,
})
