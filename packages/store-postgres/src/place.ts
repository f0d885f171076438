import pg from 'pg'
import { storeFailure } from '@guichet/runtime'

/** Where the store is, in words for messages; never with a password. */
export interface Place {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly schema: string
}

/** Reads the URL as the driver does. Throws a store failure, which tells nothing of it, where that fails. */
export const placeOf = (url: string, schema: string): Place => {
  if (!/^postgres(?:ql)?:\/\//.test(url)) throw unreadable()
  if (/^\w+:\/\/(?:[^@/?#]*@)?[^@/?#]*,[^@/?#]*(?:[/?#]|$)/.test(url)) throw severalHosts()
  try {
    const { host, port, database, user } = new pg.Client({ connectionString: url })
    return { host, port, database: database ?? user ?? '', user: user ?? '', schema }
  } catch {
    throw unreadable()
  }
}

const severalHosts = (): Error =>
  storeFailure(
    'unsuitable',
    'The URL of the store names several hosts, and the driver takes one. Give it an address that leads to the primary: a proxy, a virtual IP address or the endpoint of the writer.',
  )

const unreadable = (): Error =>
  storeFailure(
    'unsuitable',
    'The URL of the store is not one of PostgreSQL. It reads postgres://user:password@host:port/database, with special characters percent-encoded.',
  )

export const inWords = ({ host, port, database, schema }: Place): string =>
  `PostgreSQL at ${host}:${port}, database ${database}, schema ${schema}`
