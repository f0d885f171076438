import { storeContract } from '@guichet/runtime/contract'
import { noChange } from '@guichet/runtime'
import { describe, expect, it } from 'vitest'
import { durableObjectStore, type ObjectStorage } from '../src/object/index.ts'
import { objectStorage } from './support/object-storage.ts'

const capabilities = { name: 'durable-object', isDurable: true, isShared: false }
const entry = { id: 'a1b2', receivedAt: Date.UTC(2026, 9, 1), body: '{}' }

describe('a store in a durable object', () => {
  it('says what it is', () => expect(durableObjectStore(objectStorage()).capabilities).toEqual(capabilities))

  const asked = storeContract.filter(({ needs = () => true }) => needs(capabilities))
  it.each(asked)('$title', ({ run }) => {
    const storage = objectStorage()
    return run({ open: async () => durableObjectStore(storage) })
  })

  it("refuses another application's tables", () => {
    const storage = objectStorage()
    storage.sql.exec('create table other (one integer)')
    expect(() => durableObjectStore(storage)).toThrow(/another application/)
  })

  // What the object says in place of SQLite's code · which failure it is
  it.each([
    ['Error: database or disk is full: SQLITE_FULL', 'full'],
    ['Error: database disk image is malformed: SQLITE_CORRUPT', 'corrupt'],
    ['Error: disk I/O error: SQLITE_IOERR', 'unavailable'],
  ])('"%s" is a failure of the store, and the change is not kept', async (words, kind) => {
    const storage = objectStorage()
    const failing = { is: false }
    const exec: ObjectStorage['sql']['exec'] = (query, ...bindings) => {
      if (failing.is && query.includes('insert into journal')) throw new Error(words)
      return storage.sql.exec(query, ...bindings)
    }
    const store = durableObjectStore({ ...storage, sql: { exec } })
    failing.is = true
    await expect(store.commit({ ...noChange, journal: [entry] })).rejects.toMatchObject({ kind })
    failing.is = false
    expect(await store.journal({ after: null, limit: 10 })).toEqual([])
    expect(await store.commit({ ...noChange, journal: [entry] })).toBe('committed')
  })
})
