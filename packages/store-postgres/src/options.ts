/** Where the store is, and how it is spoken to. */
export interface PostgresOptions {
  /** Such as `postgres://user:password@host:5432/database?sslmode=verify-full`. */
  readonly url: string
  /** The PostgreSQL schema that holds the tables; it is made where it is missing. `guichet` by default. */
  readonly schema?: string
  /** The most connections that are open at once; 4 by default. */
  readonly connections?: number
  /** How long a connection may take to come about, in milliseconds; 10 seconds by default. */
  readonly connectTimeout?: number
  /** How long a statement may take, in milliseconds; a minute by default, 0: as long as it likes. */
  readonly statementTimeout?: number
  /** How long a statement waits for another's lock, in milliseconds; 10 seconds by default, 0: for ever. */
  readonly lockTimeout?: number
}

/** The options with what is said by default. */
export type Settings = Required<PostgresOptions>

export const withDefaults = (options: PostgresOptions): Settings => ({
  schema: 'guichet',
  connections: 4,
  connectTimeout: 10_000,
  statementTimeout: 60_000,
  lockTimeout: 10_000,
  ...options,
})
