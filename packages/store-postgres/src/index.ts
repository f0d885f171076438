/**
 * Guichet's shared store: PostgreSQL, for several processes.
 *
 * @module
 */
export { postgresStore } from './postgres-store.ts'
export { postgresWhole } from './whole.ts'
export type { PostgresOptions } from './options.ts'
