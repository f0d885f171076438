import { machineTimer, type Capabilities, type Store, type Timer } from '@guichet/runtime'
import pg from 'pg'
import { commitTo } from './commit.ts'
import { connectionsTo, type Connections, type Query } from './connections.ts'
import { erase } from './forget.ts'
import { jobsOf } from './jobs.ts'
import { loadFrom } from './load.ts'
import { listeningOn } from './listen.ts'
import { membersOf } from './members.ts'
import { migrate } from './migrate.ts'
import type { Notifier } from './notice.ts'
import { notifying, statementOf, type Send } from './notify.ts'
import { withDefaults, type PostgresOptions, type Settings } from './options.ts'
import { pagesOf } from './pages.ts'
import { placeOf } from './place.ts'
import { prove } from './prove.ts'
import { pruneJournal } from './prune.ts'
import { queriesOf } from './queries.ts'
import { refuseUnfinished } from './unfinished.ts'

/**
 * Opens a store in a PostgreSQL database, for any number of processes at once. Makes its schema, or brings it
 * to this version. Rejects with a store failure: `unavailable` where the server cannot be reached,
 * `unsuitable` where the schema is a newer version's.
 */
export const postgresStore = (options: PostgresOptions): Promise<Store> =>
  postgresStoreWith(options, machineTimer)

/** The same, with a timer of the test's own for the pauses between notices. */
export const postgresStoreWith = async (options: PostgresOptions, timer: Timer): Promise<Store> => {
  const settings = withDefaults(options)
  const connections = connectionsTo(settings, placeOf(settings.url, settings.schema))
  try {
    await migrate(connections)
    await refuseUnfinished(connections, pg.escapeIdentifier(settings.schema))
    return storeOn(connections, settings, await capabilitiesOf(connections), timer)
  } catch (failure) {
    await connections.close()
    throw failure
  }
}

const storeOn = (
  connections: Connections,
  settings: Settings,
  capabilities: Capabilities,
  timer: Timer,
): Store => {
  const schema = pg.escapeIdentifier(settings.schema)
  const own: Notifier = { schema: settings.schema, from: crypto.randomUUID() }
  const listening = listeningOn(settings, own)
  const { note, end } = notifying(own, sendBy(connections.query), timer)
  return {
    capabilities,
    load: (wanted) => loadFrom(connections, schema, wanted),
    commit: (change) => commitTo(connections, schema, change, note),
    ...pagesOf(connections, schema),
    ...queriesOf(connections, schema),
    ...jobsOf(connections, schema),
    pruneJournal: (before, texts) => pruneJournal(connections, schema, before, texts),
    erase: (erasure) => erase(connections, schema, erasure, note),
    members: membersOf(connections, schema),
    prove: () => prove(connections, schema),
    listen: listening.listen,
    close: () => {
      listening.close()
      return connections.close((query) => end(sendBy(query)))
    },
  }
}

const sendBy =
  (query: Query): Send =>
  (notices) =>
    query(...statementOf(notices))

/** A server that does not wait for its disk before it answers is not durable, whatever it is called. */
const capabilitiesOf = async ({ query }: Connections): Promise<Capabilities> => {
  const { rows } = await query<{ waits: boolean }>(
    `SELECT current_setting('fsync') = 'on' AND current_setting('synchronous_commit') <> 'off' AS waits`,
  )
  return { name: 'postgres', isDurable: rows[0]?.waits === true, isShared: true }
}
