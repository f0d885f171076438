import { randomUUID } from 'node:crypto'
import type { Store } from '@guichet/runtime'
import type { StorePlace } from '@guichet/runtime/contract'
import pg from 'pg'
import { postgresStore, type PostgresOptions } from '../../src/index.ts'

const schemas: string[] = []

/** The name of a schema that no other test uses. */
export const newSchema = (): string => {
  const schema = `guichet test ${randomUUID()}`
  schemas.push(schema)
  return schema
}

export const dropSchemas = (url: string): Promise<void> =>
  withClient(url, async (client) => {
    for (const schema of schemas) await client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`)
  })

/** A place in a schema of its own. */
export const placeOn = (url: string): StorePlace => {
  const schema = newSchema()
  return { open: () => postgresStore({ url, schema }) }
}

/** Opens stores on one schema, one by one, and closes them after their use. */
export const withStores = async <Result>(
  options: PostgresOptions,
  count: number,
  use: (stores: readonly Store[]) => Promise<Result>,
): Promise<Result> => {
  const stores: Store[] = []
  try {
    while (stores.length < count) stores.push(await postgresStore(options))
    return await use(stores)
  } finally {
    for (const store of stores) await store.close()
  }
}

/** Opens one store in a schema of its own. */
export const withStore = <Result>(
  options: PostgresOptions,
  use: (store: Store) => Promise<Result>,
): Promise<Result> =>
  withStores({ schema: newSchema(), ...options }, 1, async ([store]) => {
    if (store === undefined) throw new Error('no store was opened')
    return use(store)
  })

/** Runs statements of the test's own. */
export const withClient = async <Result>(
  url: string,
  use: (client: pg.Client) => Promise<Result>,
): Promise<Result> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}
