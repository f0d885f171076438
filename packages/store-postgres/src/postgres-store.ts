import type { Capabilities, Store } from '@guichet/runtime'
import pg from 'pg'
import { commitTo } from './commit.ts'
import { connectionsTo, type Connections } from './connections.ts'
import { erase, pruneJournal } from './forget.ts'
import { loadFrom } from './load.ts'
import { migrate } from './migrate.ts'
import { withDefaults, type PostgresOptions } from './options.ts'
import { pagesOf } from './pages.ts'
import { placeOf } from './place.ts'
import { queriesOf } from './queries.ts'

/**
 * Opens a store in a PostgreSQL database, for any number of processes at once. Makes its schema, or brings it
 * to this version. Rejects with a store failure: `unavailable` where the server cannot be reached,
 * `unsuitable` where the schema is a newer version's.
 */
export const postgresStore = async (options: PostgresOptions): Promise<Store> => {
  const settings = withDefaults(options)
  const connections = connectionsTo(settings, placeOf(settings.url, settings.schema))
  try {
    await migrate(connections)
    return storeOn(connections, pg.escapeIdentifier(settings.schema), await capabilitiesOf(connections))
  } catch (failure) {
    await connections.close()
    throw failure
  }
}

const storeOn = (connections: Connections, schema: string, capabilities: Capabilities): Store => ({
  capabilities,
  load: (wanted) => loadFrom(connections, schema, wanted),
  commit: (change) => commitTo(connections, schema, change),
  ...pagesOf(connections, schema),
  ...queriesOf(connections, schema),
  pruneJournal: (before) => pruneJournal(connections, schema, before),
  erase: (erasure) => erase(connections, schema, erasure),
  close: connections.close,
})

/** A server that does not wait for its disk before it answers is not durable, whatever it is called. */
const capabilitiesOf = async ({ query }: Connections): Promise<Capabilities> => {
  const { rows } = await query<{ waits: boolean }>(
    `SELECT current_setting('fsync') = 'on' AND current_setting('synchronous_commit') <> 'off' AS waits`,
  )
  return { name: 'postgres', isDurable: rows[0]?.waits === true, isShared: true }
}
