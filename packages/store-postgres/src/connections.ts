import { isStoreFailure, storeFailure } from '@guichet/runtime'
import pg from 'pg'
import { failureOf, isRolledBack } from './failures.ts'
import type { Settings } from './options.ts'
import { inWords, type Place } from './place.ts'

/** Connections to a database, made when needed and given up when they break. All functions reject with store failures. */
export interface Connections {
  readonly place: Place
  /** One statement, which is a transaction of its own. */
  readonly query: Query
  /** Several statements as one transaction, which may take as long as it likes. */
  readonly transaction: <Result>(work: (query: Query) => Promise<Result>) => Promise<Result>
  /**
   * Takes no more work, and resolves when what was begun is done, and then `last`. A failure of `last` is ignored.
   * Closing again does nothing more.
   */
  readonly close: (last?: (query: Query) => Promise<unknown>) => Promise<void>
}

export type Query = <Row extends pg.QueryResultRow>(
  text: string,
  values?: readonly unknown[],
) => Promise<pg.QueryResult<Row>>

export const connectionsTo = (settings: Settings, place: Place): Connections => {
  const pool = poolOf(settings)
  const underWay = new Set<Promise<unknown>>()
  let closing: Promise<void> | null = null

  const withClient = <Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> => {
    if (closing !== null)
      return Promise.reject(storeFailure('unavailable', `${inWords(place)}: the store was closed.`))
    const result = onClient(work).finally(() => underWay.delete(result))
    underWay.add(result)
    return result
  }

  const onClient = async <Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> => {
    const client = await pool.connect().catch((thrown: unknown) => {
      throw failureOf(thrown, place)
    })
    try {
      const result = await work(client)
      client.release()
      return result
    } catch (thrown) {
      // Whatever went wrong, another connection is surely well.
      client.release(true)
      throw isStoreFailure(thrown) ? thrown : failureOf(thrown, place, { isCertain: isRolledBack(thrown) })
    }
  }

  const finish = async (last: (query: Query) => Promise<unknown>): Promise<void> => {
    // The pool by itself would leave those waiting that have no connection yet.
    await Promise.allSettled(underWay)
    await last((text, values) => onClient((client) => ask(client, text, values, lastTimeout))).catch(
      () => undefined,
    )
    await pool.end()
  }

  return {
    place,
    query: (text, values) => withClient((client) => ask(client, text, values)),
    transaction: (work) =>
      withClient(async (client) => {
        const query: Query = (text, values) => ask(client, text, values, asLongAsItTakes)
        await query('BEGIN ISOLATION LEVEL READ COMMITTED')
        await query('SET LOCAL statement_timeout = 0')
        const result = await work(query)
        await query('COMMIT')
        return result
      }),
    close: (last = async () => undefined) => (closing ??= finish(last)),
  }
}

const ask = <Row extends pg.QueryResultRow>(
  client: pg.ClientBase,
  text: string,
  values: readonly unknown[] = [],
  timeout?: number,
): Promise<pg.QueryResult<Row>> =>
  client.query<Row>({
    text,
    values: [...values],
    ...(timeout === undefined ? {} : { query_timeout: timeout }),
  })

/** How long the last statement may take: a server that has gone silent holds nobody up, in milliseconds. */
const lastTimeout = 5_000

/** The longest time for which a timer can be set: 24 days. */
const asLongAsItTakes = 2 ** 31 - 1

const poolOf = (settings: Settings): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: settings.url,
    max: settings.connections,
    connectionTimeoutMillis: settings.connectTimeout,
    fallback_application_name: 'guichet',
    keepAlive: true,
    types: { getTypeParser },
    ...(settings.lockTimeout > 0 ? { lock_timeout: settings.lockTimeout } : {}),
    // A server that does not answer at all is given up a little later than one that says so.
    ...(settings.statementTimeout > 0
      ? { statement_timeout: settings.statementTimeout, query_timeout: settings.statementTimeout + 5000 }
      : {}),
  })
  // A connection that breaks while nothing is asked of it is left behind; the next question opens another.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

const { builtins, getTypeParser: usualParser } = pg.types

/** Ordinals and instants are safe integers; the driver by itself gives them as texts. */
const getTypeParser = (oid: number, format?: 'text' | 'binary'): ((text: string) => unknown) =>
  oid === builtins.INT8 && format !== 'binary' ? Number : usualParser(oid, 'text')
