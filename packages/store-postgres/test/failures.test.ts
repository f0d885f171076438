import { noChange } from '@guichet/runtime'
import { expect, test } from 'vitest'
import { postgresStore } from '../src/index.ts'
import { changeOf, makeThreads, revisionOf, threadPart } from './support/changes.ts'
import { failureOf } from './support/failing.ts'
import { newSchema, withClient, withStore } from './support/places.ts'
import { password } from '@guichet/store-postgres/testing'
import { withOwnServer } from './support/suite.ts'

await withOwnServer('what a server refuses', ({ url }) => {
  /** A new database, with settings that its connections begin with. */
  const databaseWith = async (name: string, ...settings: readonly string[]): Promise<string> => {
    await withClient(url, async (client) => {
      await client.query(`CREATE DATABASE ${name}`)
      for (const setting of settings) await client.query(`ALTER DATABASE ${name} SET ${setting}`)
    })
    const own = new URL(url)
    own.pathname = `/${name}`
    return own.href
  }

  const urlWith = (parts: Partial<URL>): string => Object.assign(new URL(url), parts).href

  test.for([
    ['a wrong password', { password: 'wrong' }, 'unavailable', 'refuses the user or the password'],
    ['an unknown user', { username: 'nobody' }, 'unavailable', 'refuses the user or the password'],
    ['an unknown database', { pathname: '/missing' }, 'unsuitable', 'database missing'],
    ['a port where nobody listens', { port: '1' }, 'unavailable', '127.0.0.1:1,'],
  ] as const)('%s is told with the host and without the password', async ([, parts, kind, words]) => {
    const failure = await failureOf(postgresStore({ url: urlWith(parts) }))
    expect(failure).toMatchObject({ kind, isCertain: true })
    expect(failure.message).toContain(words)
    expect(failure.message).toContain('PostgreSQL at 127.0.0.1:')
    for (const secret of ['wrong', password, encodeURIComponent(password)])
      expect(textOf(failure)).not.toContain(secret)
  })

  test.for(['mysql://root:secret@host/db', 'postgres://user:secret@ho st:99999999/db', 'secret', ''])(
    'a URL that is none is not repeated: %s',
    async (wrong) => {
      const failure = await failureOf(postgresStore({ url: wrong }))
      expect(failure.kind).toBe('unsuitable')
      expect(textOf(failure)).not.toContain('secret')
    },
  )

  test('a database that is read-only takes no change, is read, and takes changes when it may be written again', async () => {
    const own = await databaseWith('read_only')
    await withStore({ url: own, schema: 'guichet' }, (store) => makeThreads(store, ['anna']))
    const setting = 'DATABASE read_only SET default_transaction_read_only'
    await withClient(url, (client) => client.query(`ALTER ${setting} = on`))
    await withStore({ url: own, schema: 'guichet', connections: 1 }, async (store) => {
      expect(await revisionOf(store, 'anna')).toBe(1)
      const change = changeOf({ threads: [threadPart('anna', 2)] })
      const failure = await failureOf(store.commit(change))
      expect(failure).toMatchObject({ kind: 'read-only', isCertain: true })
      await withClient(url, (client) => client.query(`ALTER ${setting} = off`))
      await expect(store.commit(change)).resolves.toBe('committed')
    })
  })

  test('another isolation level is refused, for it would not hold what is not there', async () => {
    const own = await databaseWith('isolated', `default_transaction_isolation = 'repeatable read'`)
    await withStore({ url: own }, async (store) => {
      const failure = await failureOf(store.commit(noChange))
      expect(failure).toMatchObject({ kind: 'unsuitable', isCertain: true })
      expect(failure.message).toContain('READ COMMITTED')
      await store.erase({ threads: [], ids: [], tombstones: [] })
    })
  })

  test('a server that does not wait for its disk is not called durable', async () => {
    const own = await databaseWith('hasty', 'synchronous_commit = off')
    await withStore({ url: own }, async ({ capabilities }) => expect(capabilities.isDurable).toBe(false))
    await withStore({ url }, async ({ capabilities }) => expect(capabilities.isDurable).toBe(true))
  })

  test('too many connections are told as such', async () => {
    const schema = newSchema()
    await withClient(url, (client) =>
      client.query(`CREATE ROLE crowded LOGIN PASSWORD 'secret' CONNECTION LIMIT 0`),
    )
    const failure = await failureOf(
      postgresStore({ url: urlWith({ username: 'crowded', password: 'secret' }), schema }),
    )
    expect(failure).toMatchObject({ kind: 'unavailable', isCertain: true })
    expect(failure.message).toContain('max_connections')
  })

  test('a lock that another holds is waited for as long as was said, and nothing is stored', async () => {
    const schema = newSchema()
    await withStore({ url, schema, lockTimeout: 50 }, async (store) => {
      await makeThreads(store, ['anna'])
      const change = changeOf({ threads: [threadPart('anna', 2)] })
      await withClient(url, async (client) => {
        await client.query('BEGIN')
        await client.query(`SELECT FROM "${schema}".threads FOR UPDATE`)
        expect(await failureOf(store.commit(change))).toMatchObject({ kind: 'locked', isCertain: true })
      })
      expect(await revisionOf(store, 'anna')).toBe(1)
      await expect(store.commit(change)).resolves.toBe('committed')
    })
  })

  test('a statement that takes longer than was said is given up, and nothing is stored', async () => {
    const schema = newSchema()
    await withStore({ url, schema, statementTimeout: 200 }, async (store) => {
      await makeThreads(store, ['anna'])
      await withClient(url, async (client) => {
        await client.query('BEGIN')
        await client.query(`SELECT FROM "${schema}".threads FOR UPDATE`)
        const failure = await failureOf(store.commit(changeOf({ threads: [threadPart('anna', 2)] })))
        expect(failure).toMatchObject({ kind: 'unavailable', isCertain: true })
        expect(failure.message).toContain('statementTimeout')
      })
      expect(await revisionOf(store, 'anna')).toBe(1)
    })
  })

  test('a schema that was dropped is told as such', async () => {
    const schema = newSchema()
    await withStore({ url, schema }, async (store) => {
      await withClient(url, (client) => client.query(`DROP SCHEMA "${schema}" CASCADE`))
      expect((await failureOf(store.commit(noChange))).kind).toBe('unsuitable')
    })
  })
})

/** All that a log might show of an error. */
const textOf = (error: Error): string =>
  `${error.message} ${JSON.stringify(error)} ${error.cause instanceof Error ? textOf(error.cause) : ''}`
