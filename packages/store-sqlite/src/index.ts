/**
 * Guichet's embedded store: one SQLite file of this machine.
 *
 * @module
 */
export { sqliteStore, type SqliteOptions } from './store.ts'
