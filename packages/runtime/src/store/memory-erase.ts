import { noChange } from './change.ts'
import type { Erasure } from './erasure.ts'
import { applyChange } from './memory-commit.ts'
import { claimKey, keyOf, threadKey, type Tables } from './memory-tables.ts'
import { put, remove, removeWhere, type Undo } from './memory-transaction.ts'

/** Forgets a customer; see `Erasure`. `false` where something is not as its writer had read it. */
export const eraseFrom = (tables: Tables, erasure: Erasure, undo: Undo): boolean => {
  const { expectedThreads = [], removedClaims = [], removedIntents = [], ...rest } = erasure.anew ?? {}
  if (!applyChange(tables, { ...noChange, expectedThreads, removedClaims }, undo)) return false
  for (const { phoneNumberId, recipient, key } of removedIntents)
    removeIntent(tables, keyOf(phoneNumberId, recipient, key), undo)
  removeAll(tables, erasure, undo)
  return applyChange(tables, { ...noChange, ...rest }, undo)
}

const removeAll = (tables: Tables, erasure: Erasure, undo: Undo): void => {
  const { threads, ids, tombstones, within } = erasure
  const keys = new Set(threads.map(threadKey))
  const named = ids.filter((id) => id !== '')
  const holdsId = (text: string): boolean => holdsAny(text, named)
  const isOurs = (text: string): boolean => within === undefined || holdsAny(text, within.texts)
  for (const key of keys) {
    remove(undo, tables.threads, key)
    remove(undo, tables.snapshots, key)
    remove(undo, tables.streams, key)
  }
  removeWhere(tables.ids, (row) => keys.has(threadKey(row)), undo)
  removeWhere(tables.findings, (row) => keys.has(threadKey(row)), undo)
  removeWhere(tables.journal, ({ body }) => holdsId(body) && isOurs(body), undo)
  removeWhere(tables.unread, ({ text }) => holdsId(text) && isOurs(text), undo)
  removeWhere(
    tables.jobs,
    ({ queue, text, payload }) =>
      (within === undefined || queue.endsWith(within.queueEnd)) && (holdsId(text) || holdsId(payload)),
    undo,
  )
  for (const [key, { recipient, phoneNumberId }] of tables.intents)
    if (ids.includes(recipient) && (within?.phoneNumbers.includes(phoneNumberId) ?? true))
      removeIntent(tables, key, undo)
  hideClaims(tables, keys, undo)
  for (const { digest, at } of tombstones) {
    const later = Math.max(at, tables.tombstones.get(digest)?.at ?? at)
    put(undo, tables.tombstones, digest, Object.freeze({ digest, at: later }))
  }
}

/** Does the text hold one of these, letter by letter? */
export const holdsAny = (text: string, wanted: readonly string[]): boolean =>
  wanted.some((one) => text.includes(one))

const removeIntent = (tables: Tables, key: string, undo: Undo): void => {
  const intent = tables.intents.get(key)
  if (intent === undefined) return
  remove(undo, tables.intents, key)
  remove(undo, tables.intentIds, intent.id)
}

/** They still count, but name nobody. The name is of no meaning, only no other claim may have it. */
const hideClaims = (tables: Tables, keys: ReadonlySet<string>, undo: Undo): void => {
  for (const claim of removeWhere(tables.claims, (row) => keys.has(threadKey(row)), undo)) {
    const hidden = Object.freeze({ ...claim, customer: '', message: crypto.randomUUID() })
    put(undo, tables.claims, claimKey(hidden), hidden)
  }
}
