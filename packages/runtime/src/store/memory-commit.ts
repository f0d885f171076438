import type { ThreadKey } from '@guichet/core'
import type { Change, IdChange, ThreadChange } from './change.ts'
import { freezeClaim, freezeFinding, freezeIntent, freezePhoneNumber, freezeThread } from './memory-freeze.ts'
import { addJob, wake } from './memory-jobs.ts'
import { append, moveThread } from './memory-streams.ts'
import { claimKey, findingKey, keyOf, threadKey, type Tables } from './memory-tables.ts'
import { put, putOnce, remove, type Undo } from './memory-transaction.ts'

/** Does what the change says, part by part; `false` where something is not as its writer had read it. */
export const applyChange = (tables: Tables, change: Change, undo: Undo): boolean =>
  isAsExpected(tables, change) &&
  keepJournal(tables, change, undo) &&
  change.removedThreads.every((removed) => removeThread(tables, removed, undo)) &&
  change.intents.every((row) => changeIntent(tables, row, undo)) &&
  change.moves.every((move) => moveThread(tables, move, undo)) &&
  change.threads.every((thread) => changeThread(tables, thread, undo)) &&
  change.ids.every((id) => changeId(tables, id, undo)) &&
  change.phoneNumbers.every((row) => changePhoneNumber(tables, row, undo)) &&
  change.templates.every((row) => {
    if (tables.templates.has(row.ordinal)) return false
    put(undo, tables.templates, row.ordinal, Object.freeze({ ...row }))
    return true
  }) &&
  keepTheRest(tables, change, undo)

const isAsExpected = (tables: Tables, change: Change): boolean =>
  change.expectedThreads.every(
    (key) => revisionOf(tables, key) === key.expected && (key.expected !== 0 || !leadsSomewhere(tables, key)),
  ) &&
  (change.expectedTemplates === null || change.expectedTemplates === tables.templates.size) &&
  change.expectedTombstones.every(({ digest, at }) => (tables.tombstones.get(digest)?.at ?? null) === at)

const revisionOf = (tables: Tables, key: Parameters<typeof threadKey>[0]): number =>
  tables.threads.get(threadKey(key))?.revision ?? 0

const leadsSomewhere = (tables: Tables, { phoneNumberId, customer }: ThreadKey): boolean => {
  const home = tables.ids.get(keyOf(phoneNumberId, customer))
  return home !== undefined && tables.threads.has(threadKey(home))
}

const keepJournal = (tables: Tables, { journal }: Change, undo: Undo): boolean => {
  for (const entry of journal) putOnce(undo, tables.journal, entry.id, Object.freeze({ ...entry }))
  return true
}

const removeThread = (tables: Tables, removed: Change['removedThreads'][number], undo: Undo): boolean => {
  if (revisionOf(tables, removed) !== removed.expected) return false
  remove(undo, tables.threads, threadKey(removed))
  remove(undo, tables.snapshots, threadKey(removed))
  return true
}

const changeThread = (
  tables: Tables,
  { row, expected, events, snapshot }: ThreadChange,
  undo: Undo,
): boolean => {
  if (revisionOf(tables, row) !== expected) return false
  put(undo, tables.threads, threadKey(row), freezeThread(row))
  if (snapshot !== null) put(undo, tables.snapshots, threadKey(row), Object.freeze({ ...snapshot }))
  return events.every((event) => append(tables, row, event, undo))
}

const changeId = (
  tables: Tables,
  { phoneNumberId, id, customer, expected }: IdChange,
  undo: Undo,
): boolean => {
  const key = keyOf(phoneNumberId, id)
  if ((tables.ids.get(key)?.customer ?? null) !== expected) return false
  put(undo, tables.ids, key, Object.freeze({ phoneNumberId, id, customer }))
  return true
}

const changePhoneNumber = (tables: Tables, row: Change['phoneNumbers'][number], undo: Undo): boolean => {
  if ((tables.phoneNumbers.get(row.id)?.revision ?? 0) !== row.expected) return false
  put(undo, tables.phoneNumbers, row.id, freezePhoneNumber(row))
  return true
}

const changeIntent = (tables: Tables, row: Change['intents'][number], undo: Undo): boolean => {
  const key = keyOf(row.phoneNumberId, row.recipient, row.key)
  const before = tables.intents.get(key)
  const isFree = (tables.intentIds.get(row.id) ?? key) === key
  if ((before?.revision ?? 0) !== row.expected || !isFree) return false
  if (before !== undefined) remove(undo, tables.intentIds, before.id)
  put(undo, tables.intentIds, row.id, key)
  put(undo, tables.intents, key, freezeIntent(row))
  return true
}

const keepTheRest = (tables: Tables, change: Change, undo: Undo): boolean => {
  for (const claim of change.removedClaims) remove(undo, tables.claims, claimKey(claim))
  for (const claim of change.claims) putOnce(undo, tables.claims, claimKey(claim), freezeClaim(claim))
  for (const row of change.unread)
    putOnce(undo, tables.unread, keyOf(row.source, row.index), Object.freeze({ ...row }))
  for (const row of change.findings) putOnce(undo, tables.findings, findingKey(row), freezeFinding(row))
  for (const row of change.removedSends) remove(undo, tables.sends, keyOf(row.phoneNumberId, row.id))
  for (const { phoneNumberId, id, text } of change.sends)
    putOnce(undo, tables.sends, keyOf(phoneNumberId, id), Object.freeze({ phoneNumberId, id, text }))
  if (change.tellsOfSends) put(undo, tables.tellingOfSends, tables.tellingOfSends.size + 1, true)
  for (const job of change.jobs) addJob(tables, job, undo)
  for (const one of change.wakes) wake(tables, one, undo)
  return true
}
