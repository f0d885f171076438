import { isStoreFailure, storeFailure } from '@guichet/runtime'
import { describe, expect, it } from 'vitest'
import { failure, failureOf, isBusy } from '../src/failure.ts'
import { sqliteStore } from '../src/index.ts'
import { openSession } from '../src/session.ts'
import { withFile } from './support/folder.ts'
import { nextEvent } from './support/rows.ts'

const sqliteError = (rawCode: number, message = 'what SQLite said') =>
  Object.assign(new Error(message), { rawCode })

describe('what SQLite reports', () => {
  it.each([
    [5, 'locked'],
    [6, 'locked'],
    [517, 'locked'],
    [3, 'read-only'],
    [8, 'read-only'],
    [1032, 'read-only'],
    [13, 'full'],
    [4874, 'full'],
    [10, 'unavailable'],
    [778, 'unavailable'],
    [1034, 'unavailable'],
    [14, 'unavailable'],
    [11, 'corrupt'],
    [267, 'corrupt'],
    [26, 'unsuitable'],
  ])('%i is %s, with the path and the cause', (code, kind) => {
    const cause = sqliteError(code)
    expect(failureOf(cause, '/some/store.db')).toMatchObject({
      name: 'StoreFailure',
      kind,
      cause,
      isCertain: true,
      message: expect.stringMatching(/\/some\/store\.db.*what SQLite said/),
    })
  })

  it('a table that is missing is damage; a statement of ours that is wrong is no failure of the store', () => {
    expect(failureOf(sqliteError(1, 'no such table: events'), 'a')).toMatchObject({ kind: 'corrupt' })
    const statement = sqliteError(1, 'near "selct": syntax error')
    const value = sqliteError(3091, 'cannot store REAL value in INTEGER column')
    for (const mistake of [statement, value, new TypeError('no'), 'text'])
      expect(failureOf(mistake, 'a')).toBe(mistake)
  })

  it('a failure stays what it is', () => {
    const full = storeFailure('full', 'No room.')
    expect(failureOf(full, 'a')).toBe(full)
  })

  it.each([true, false])('a failure is what the runtime would have made (certain: %j)', (isCertain) => {
    const cause = sqliteError(13)
    const made = failure('full', 'a', { cause, isCertain })
    expect(isStoreFailure(made)).toBe(true)
    expect({ ...made }).toEqual({ ...storeFailure('full', made.message, { cause, isCertain }) })
    expect(made.cause).toBe(cause)
  })

  it('nothing is certain about a commit during which the disk failed, but all else is', () => {
    const committing = { isCommitting: true }
    expect(failureOf(sqliteError(1034), 'a', committing)).toMatchObject({ isCertain: false })
    for (const code of [5, 8, 13])
      expect(failureOf(sqliteError(code), 'a', committing)).toMatchObject({ isCertain: true })
  })

  it('only a lock is worth another try', () =>
    expect([5, 6, 261, 13, 10, 1].map((code) => isBusy(sqliteError(code)))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]))
})

describe('a transaction that fails', () => {
  const table = ['create table numbers (n integer primary key) strict']

  it.each(['an error in the work', 'no space in the file'])(
    'leaves nothing, and the next works: %s',
    (what) =>
      withFile(async (path) => {
        const session = await openSession({ path, migrations: table, busyTimeout: 0 })
        const { read, write } = session
        const numbers = () => read(({ rows }) => rows('select n from numbers').flat())
        const failing = write(({ run, rows }) => {
          run('insert into numbers values (?)', [1])
          if (what === 'an error in the work') throw new RangeError('stop')
          rows('pragma max_page_count = 1')
          const more = 'with recursive c(n) as (select 2 union all select n + 1 from c where n < 9999)'
          run(`${more} insert into numbers select n from c`, [])
        })
        await expect(failing).rejects.toMatchObject(
          what === 'an error in the work' ? { message: 'stop' } : { kind: 'full', isCertain: true },
        )
        expect(await numbers()).toEqual([])
        await read(({ rows }) => rows('pragma max_page_count = 100000'))
        await write(({ run }) => run('insert into numbers values (?)', [2]))
        expect(await numbers()).toEqual([2])
        await session.close()
      }),
  )

  it('a result that is not to be kept is given, and nothing of it stored', () =>
    withFile(async (path) => {
      const session = await openSession({ path, migrations: table, busyTimeout: 0 })
      const insert = session.write(
        ({ run }) => run('insert into numbers values (?)', [1]),
        () => false,
      )
      expect(await insert).toBe(1)
      expect(await session.read(({ rows }) => rows('select n from numbers'))).toEqual([])
      await session.close()
    }))
})

describe('a value that no column takes', () => {
  it('is a mistake that is thrown, not a conflict', () =>
    withFile(async (path) => {
      const store = await sqliteStore({ path })
      const change = nextEvent(1)
      const threads = change.threads.map((thread) => ({ ...thread, row: { ...thread.row, newest: 0.5 } }))
      await expect(store.commit({ ...change, threads })).rejects.toMatchObject({
        rawCode: 3091,
      })
      expect(await store.commit(change)).toBe('committed')
      await store.close()
    }))
})
