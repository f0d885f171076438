import Database from 'libsql'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { copiedTables } from '@guichet/runtime'
import { sqliteStore } from '../src/index.ts'
import { withFolder } from './support/folder.ts'

/** What is called otherwise in the other store, or made anew. */
const own = new Map<string, readonly string[]>([
  ['unread.part', ['unread.index']],
  ['journal.place', []],
  // Processes on the copy begin to count anew.
  ['sends_told.only_one', []],
  ['sends_told.count', []],
  // A process that holds one holds none in the copy.
  ...['queue', 'holder', 'until'].map((name): [string, readonly string[]] => [`leases.${name}`, []]),
])

it('a copy forgets no table and no column of the file', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'store.db')
    await (await sqliteStore({ path })).close()
    const file = new Database(path)
    const there = file
      .prepare<[readonly never[]]>(
        `select tables.name || '.' || columns.name from sqlite_schema as tables
          join pragma_table_info(tables.name) as columns
          where tables.type = 'table' and tables.name not like 'sqlite_%' and tables.name <> 'guichet_schema'`,
      )
      .raw()
      .all([])
      .map((row) => String(Array.isArray(row) ? row[0] : row))
    file.close()
    const copied = copiedTables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column}`))
    expect(there.flatMap((name) => own.get(name) ?? [name]).toSorted()).toEqual(copied.toSorted())
  }))
