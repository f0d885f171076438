import { copiedTables } from '@guichet/runtime'
import { expect, test } from 'vitest'
import { newSchema, withClient, withStore } from './support/places.ts'
import { withServer } from './support/suite.ts'

withServer('a copy', (url) => {
  test('forgets no table and no column of the schema', async () => {
    const schema = newSchema()
    await withStore({ url, schema }, async () => {
      const { rows } = await withClient(url, (client) =>
        client.query<{ name: string }>(
          `SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = $1`,
          [schema],
        ),
      )
      // Which version the schema has, counts that are made anew, and the processes that are there just now
      // with their leases.
      const own = new Set([
        'version.version',
        'version.migrated_at',
        'templates.count',
        'sends_told.only_one',
        'sends_told.count',
      ])
      const there = rows
        .map(({ name }) => name)
        .filter((name) => !own.has(name) && !/^(?:members|leases)\./.test(name))
      const copied = copiedTables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column}`))
      expect(there.toSorted()).toEqual(copied.toSorted())
    })
  })
})
