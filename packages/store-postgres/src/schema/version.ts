/**
 * Which version of the schema a function is for. Version 1 is as it was released; from version 2 on an idempotency
 * key belongs to a customer, so intents move with their thread; from version 8 on a thread has who waits, and a name.
 */
export type SchemaVersion = 1 | 2 | 8

/** A function of a later version takes the place of the earlier one with the same parameters. */
export const create = (version: SchemaVersion): string =>
  version === 1 ? 'CREATE FUNCTION' : 'CREATE OR REPLACE FUNCTION'
