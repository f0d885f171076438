import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { withFile, withFolder } from './support/folder.ts'
import { bodyOf, journalOf } from './support/rows.ts'
import { inEachThread } from './support/threads.ts'

/** Runs SQL of somebody else's on the file. */
const meddle = (path: string, ...statements: readonly string[]): void => {
  const database = new Database(path)
  for (const statement of statements) database.exec(statement)
  database.close()
}

inEachThread((open) => {
  /** Makes a store with something in it, closed. */
  const makeStore = async (path: string): Promise<void> => {
    const store = await open({ path })
    for (let index = 0; index < 50; index += 1) await store.commit(bodyOf(`entry-${index}`, 'x'.repeat(2000)))
    await store.close()
  }

  const refusal = (path: string): Promise<unknown> =>
    open({ path }).then(
      () => 'it was opened',
      (thrown: unknown) => thrown,
    )

  /** What must be in a failure: its kind, the path, and what it is about. */
  const failure = (kind: string, ...words: readonly string[]) =>
    expect.objectContaining({
      name: 'StoreFailure',
      kind,
      isCertain: true,
      message: expect.stringMatching(new RegExp(words.join('.*'), 's')),
    })

  describe('a path that cannot be a store', () => {
    it.each(['', ':memory:'])('%j', async (path) =>
      expect(await refusal(path)).toEqual(failure('unsuitable', 'needs a file')),
    )

    it('a folder', () =>
      withFolder(async (folder) =>
        expect(await refusal(folder)).toEqual(failure('unsuitable', folder, 'is a folder')),
      ))

    it('in a folder that is not there', () =>
      withFolder(async (folder) =>
        expect(await refusal(join(folder, 'missing', 'store.db'))).toEqual(
          failure('unavailable', 'missing', 'make it first'),
        ),
      ))

    it('in a file', () =>
      withFile(async (path) => {
        writeFileSync(path, '')
        expect(await refusal(join(path, 'store.db'))).toEqual(failure('unavailable', path))
      }))
  })

  describe('a file that is something else', () => {
    it.each([
      ['a word', 'hello'],
      ['long text', 'No database, only words. '.repeat(1000)],
      ['zeros', '\0'.repeat(8192)],
    ])('%s is left as it is', (_, content) =>
      withFile(async (path) => {
        writeFileSync(path, content)
        expect(await refusal(path)).toEqual(failure('unsuitable', path))
        expect(readFileSync(path, 'utf8')).toBe(content)
      }),
    )

    it("another application's database is left as it is", () =>
      withFile(async (path) => {
        meddle(path, 'create table notes (text text)', "insert into notes values ('mine')")
        const before = readFileSync(path)
        expect(await refusal(path)).toEqual(failure('unsuitable', path, 'another application'))
        expect(readFileSync(path).equals(before)).toBe(true)
      }))

    it('a store of a newer release is left as it is', () =>
      withFile(async (path) => {
        await makeStore(path)
        meddle(path, 'insert into guichet_schema values (1000)')
        const before = readFileSync(path)
        expect(await refusal(path)).toEqual(failure('unsuitable', path, 'version 1000', 'newer release'))
        expect(readFileSync(path).equals(before)).toBe(true)
      }))

    it('an empty file becomes a store', () =>
      withFile(async (path) => {
        writeFileSync(path, '')
        const store = await open({ path })
        expect(await store.commit(bodyOf('entry'))).toBe('committed')
        await store.close()
      }))
  })

  describe('a damaged store', () => {
    it('that was cut off is reported', () =>
      withFile(async (path) => {
        await makeStore(path)
        truncateSync(path, 3 * 4096)
        expect(await reading(path)).toEqual(failure('corrupt', path, 'backup'))
      }))

    it('that was written over is reported', () =>
      withFile(async (path) => {
        await makeStore(path)
        const file = openSync(path, 'r+')
        writeSync(file, Buffer.alloc(readFileSync(path).length - 4096, 0x2a), 0, null, 4096)
        closeSync(file)
        expect(await reading(path)).toEqual(failure('corrupt', path, 'backup'))
      }))

    it('that lost a table is reported', () =>
      withFile(async (path) => {
        await makeStore(path)
        meddle(path, 'drop table journal')
        expect(await reading(path)).toEqual(failure('corrupt', path, 'no such table'))
      }))

    it('with a list that is none is reported', () =>
      withFile(async (path) => {
        await makeStore(path)
        meddle(path, `insert into phone_numbers values ('1', 1, '{"not":"a list"}')`)
        const store = await open({ path })
        await expect(store.phoneNumbers()).rejects.toEqual(failure('corrupt', path, 'list of texts'))
        await store.close()
      }))
  })

  /** What comes of opening and reading all bodies. */
  const reading = async (path: string): Promise<unknown> => {
    const opened = await open({ path }).catch((thrown: unknown) => ({ thrown }))
    if ('thrown' in opened) return opened.thrown
    return journalOf(opened)
      .catch((thrown: unknown) => thrown)
      .finally(() => opened.close())
  }

  describe('a path that looks like something else', () => {
    it.each(['file:store.db', 'http:store.db', 'a?mode=ro', 'é 😀 %20'])(
      '%j is a file of that name',
      (name) =>
        withFolder(async (folder) => {
          const inner = join(folder, 'inner')
          mkdirSync(inner)
          const store = await open({ path: join(inner, name) })
          await store.commit(bodyOf('entry'))
          await store.close()
          expect(readdirSync(inner)).toEqual([name])
          expect(readdirSync(dirname(inner))).toEqual(['inner'])
        }),
    )
  })
})
