import { claimKey, threadKey, type Tables } from './memory-tables.ts'
import type { Erasure } from './erasure.ts'

/** Forgets a customer; see `Erasure`. */
export const eraseFrom = (tables: Tables, { threads, ids, tombstones }: Erasure): void => {
  const keys = new Set(threads.map(threadKey))
  const holdsId = (text: string): boolean => ids.some((id) => text.includes(id))
  for (const key of keys)
    for (const table of [tables.threads, tables.snapshots, tables.streams]) table.delete(key)
  removeWhere(tables.ids, (row) => keys.has(threadKey(row)))
  removeWhere(tables.findings, (row) => keys.has(threadKey(row)))
  removeWhere(tables.journal, ({ body }) => holdsId(body))
  removeWhere(tables.unread, ({ text }) => holdsId(text))
  for (const { id } of removeWhere(tables.intents, ({ recipient }) => ids.includes(recipient)))
    tables.intentIds.delete(id)
  hideClaims(tables, keys)
  for (const { digest, at } of tombstones) {
    const later = Math.max(at, tables.tombstones.get(digest)?.at ?? at)
    tables.tombstones.set(digest, Object.freeze({ digest, at: later }))
  }
}

/** They still count, but tell of nobody. The name is of no meaning, only no other claim may have it. */
const hideClaims = (tables: Tables, keys: ReadonlySet<string>): void => {
  for (const claim of removeWhere(tables.claims, (row) => keys.has(threadKey(row)))) {
    const hidden = Object.freeze({ ...claim, customer: '', message: crypto.randomUUID() })
    tables.claims.set(claimKey(hidden), hidden)
  }
}

/** Takes the rows out of the table and gives them. */
export const removeWhere = <Row>(table: Map<string, Row>, isMeant: (row: Row) => boolean): readonly Row[] => {
  const meant = [...table].filter(([, row]) => isMeant(row))
  for (const [key] of meant) table.delete(key)
  return meant.map(([, row]) => row)
}
