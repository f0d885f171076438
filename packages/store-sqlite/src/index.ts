/**
 * Guichet's embedded store: one SQLite file of this machine.
 *
 * @module
 */
export { sqliteWhole } from './whole.ts'
export { sqliteStore, type SqliteOptions } from './store.ts'
