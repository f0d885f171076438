import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bakeryPath } from './support/bakery.ts'
import { temporaryFolder } from './support/folder.ts'
import { run, type Ran } from './support/run.ts'
import { newStores } from './support/stores.ts'

const folder = temporaryFolder()
const newStore = newStores(folder)
const pathOf = (store: string): string => store.slice('sqlite:'.length)

describe('every command with a store', () => {
  const commands: Readonly<Record<string, readonly string[]>> = {
    ask: ['--phone', '1', '--customer', '2', '--send', 'service'],
    audit: [],
    export: [],
    erase: ['--customer', '2'],
    prune: ['--older-than', '1'],
    import: [bakeryPath],
  }
  const all = Object.keys(commands)
  const withStore = (command: string, store: string): Promise<Ran> =>
    run([command, '--store', store, ...(commands[command] ?? [])])

  test.each(all.filter((command) => command !== 'import'))('%s makes none', async (command) => {
    const store = newStore()
    const missing = `guichet: the store ${store} does not exist; guichet import creates it\n`
    expect(await withStore(command, store)).toEqual({ code: 2, stdout: '', stderr: missing })
    expect(existsSync(pathOf(store))).toBe(false)
    const empty = `sqlite:${await folder.file('empty.db', '')}`
    expect(await withStore(command, empty)).toMatchObject({ code: 2, stdout: '' })
    expect(readFileSync(pathOf(empty), 'utf8')).toBe('')
  })

  test.each(all)('%s says how stores are named, without the password', async (command) => {
    const { code, stdout, stderr } = await withStore(command, 'mysql://ada:secret@localhost/guichet')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toBe(
      'guichet: mysql://ada:***@localhost/guichet is not the URL of a store; write memory:, sqlite:PATH or ' +
        'postgres://USER:PASSWORD@HOST/DATABASE, with special characters percent-encoded\n',
    )
  })

  test.each(all)('%s tells in one line why a store cannot be opened', async (command) => {
    const other = await folder.file('other.db', 'This is no database. '.repeat(500))
    const nobody = 'postgres://ada:s%40cret@127.0.0.1:1/guichet'
    for (const store of [`sqlite:${other}`, `sqlite:${folder.path('')}`, nobody]) {
      const { code, stdout, stderr } = await withStore(command, store)
      expect({ code, stdout, stderr }).toEqual({
        code: 2,
        stdout: '',
        stderr: expect.stringMatching(/^guichet: (?!.*cret).+\n$/),
      })
    }
    expect(readFileSync(other, 'utf8')).toMatch(/^This is no database/)
  })

  test.each(all.filter((command) => command !== 'ask' && command !== 'audit'))(
    '%s needs one',
    async (command) => {
      const { code, stderr } = await run([command, ...(commands[command] ?? [])])
      expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('--store <url>') })
    },
  )
})
