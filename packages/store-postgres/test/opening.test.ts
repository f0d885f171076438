import { expect, test } from 'vitest'
import { noChange } from '@guichet/runtime'
import { postgresStore } from '../src/index.ts'
import { ownVersion } from '../src/migrate.ts'
import { migrations } from '../src/schema/migrations.ts'
import { upTo } from './support/changes.ts'
import { failureOf } from './support/failing.ts'
import { newSchema, withClient, withStore, withStores } from './support/places.ts'
import { openInProcess } from './support/process.ts'
import { withServer } from './support/suite.ts'

const versions = upTo(ownVersion).map((index) => index + 1)
const everyThread = { after: null, limit: 100 }

withServer('opening', (url) => {
  test('four processes that make the same schema at once all come to work', async () => {
    const schema = newSchema()
    const customers = upTo(4).map((index) => `customer ${index}`)
    const said = await Promise.all(customers.map((customer) => openInProcess(url, schema, customer)))
    expect(said).toEqual(customers.map(() => 'committed'))
    await withStore({ url, schema }, async (store) => {
      const threads = await store.threads(everyThread)
      expect(threads.map(({ customer }) => customer)).toEqual(customers)
    })
    expect(await versionsOf(url, schema)).toEqual(versions)
  })

  test('twelve handles that make the same schema at once all come to work', async () => {
    const schema = newSchema()
    const stores = await Promise.all(upTo(12).map(() => postgresStore({ url, schema, connections: 1 })))
    for (const store of stores) expect(await store.threads(everyThread)).toEqual([])
    for (const store of stores) await store.close()
    expect(await versionsOf(url, schema)).toEqual(versions)
  })

  test('schemas beside each other, of any name, hold stores of their own', async () => {
    const [one, other] = [`${newSchema()} "quoted"`, newSchema()]
    const open = (schema: string): Promise<readonly unknown[]> =>
      withStore({ url, schema }, async (store) => {
        const erasure = { threads: [], ids: [], tombstones: [{ digest: schema, at: 1 }] }
        await store.erase(erasure)
        const nothing = { threads: [], intents: [], intentIds: [], phoneNumbers: [] }
        return (await store.load({ ...nothing, tombstones: [one, other] })).tombstones
      })
    expect(await open(one)).toEqual([{ digest: one, at: 1 }])
    expect(await open(other)).toEqual([{ digest: other, at: 1 }])
    await withClient(url, (client) => client.query(`DROP SCHEMA ${client.escapeIdentifier(one)} CASCADE`))
  })

  test('a newer version is refused, and left as it is', async () => {
    const schema = newSchema()
    await withStores({ url, schema }, 1, async () => {})
    await withClient(url, (client) =>
      client.query(`INSERT INTO "${schema}".version VALUES (${ownVersion + 1})`),
    )
    const failure = await failureOf(postgresStore({ url, schema }))
    expect(failure.kind).toBe('unsuitable')
    expect(failure.message).toContain(
      `newer version of Guichet (${ownVersion + 1}; this one knows ${ownVersion})`,
    )
    expect(await versionsOf(url, schema)).toEqual([...versions, ownVersion + 1])
  })

  test('a schema of version 1 is brought to ours, its intents stay, and move with their thread from then on', async () => {
    const schema = newSchema()
    await withClient(url, async (client) => {
      const name = client.escapeIdentifier(schema)
      await client.query(`CREATE SCHEMA ${name}`)
      await client.query(`SET search_path = ${name}, pg_temp`)
      await client.query(
        `CREATE TABLE version (version integer PRIMARY KEY, migrated_at timestamptz DEFAULT now())`,
      )
      await client.query(migrations[0]?.(name) ?? '')
      await client.query('INSERT INTO version VALUES (1)')
      await client.query(`INSERT INTO intents VALUES ('1', 'anna', 'key', 'id', 1, true, 5, 'text')`)
    })
    await withStore({ url, schema }, async (store) => {
      const [before] = await store.intentsTo('1', ['anna'], 9)
      expect(before).toMatchObject({ recipient: 'anna', key: 'key', id: 'id', revision: 1 })
      const moves = [{ phoneNumberId: '1', from: 'anna', to: 'bela', offset: 0 }]
      expect(await store.commit({ ...noChange, moves })).toBe('committed')
      expect(await store.intentsTo('1', ['bela'], 9)).toEqual([{ ...before, recipient: 'bela' }])
    })
    expect(await versionsOf(url, schema)).toEqual(versions)
  })

  test('a schema with tables of somebody else is refused, and left as it is', async () => {
    const schema = newSchema()
    await withClient(url, async (client) => {
      await client.query(`CREATE SCHEMA "${schema}"`)
      await client.query(`CREATE TABLE "${schema}".threads (title text)`)
    })
    expect((await failureOf(postgresStore({ url, schema }))).kind).toBe('unsuitable')
    const tables = await withClient(url, (client) =>
      client.query(`SELECT tablename FROM pg_tables WHERE schemaname = $1`, [schema]),
    )
    expect(tables.rows).toEqual([{ tablename: 'threads' }])
  })

  test('an up-to-date schema is opened without the right to make anything', async () => {
    const [schema, role] = [newSchema(), `role_${process.pid}_${Date.now()}`]
    await withStores({ url, schema }, 1, async () => {})
    const own = new URL(url)
    own.username = role
    own.password = 'secret'
    await withClient(url, async (client) => {
      await client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'`)
      await client.query(`GRANT USAGE ON SCHEMA "${schema}" TO ${role}`)
      await client.query(`GRANT SELECT ON ALL TABLES IN SCHEMA "${schema}" TO ${role}`)
    })
    await withStore({ url: own.href, schema }, async (store) => {
      expect(await store.threads(everyThread)).toEqual([])
      const failure = await failureOf(store.pruneJournal(1))
      expect(failure.kind).toBe('read-only')
      expect(failure.message).toContain('grant')
    })
    await withClient(url, async (client) => {
      await client.query(`DROP OWNED BY ${role}`)
      await client.query(`DROP ROLE ${role}`)
    })
  })
})

const versionsOf = async (url: string, schema: string): Promise<readonly number[]> => {
  const found = await withClient(url, (client) =>
    client.query<{ version: number }>(`SELECT version FROM "${schema}".version ORDER BY version`),
  )
  return found.rows.map(({ version }) => version)
}
