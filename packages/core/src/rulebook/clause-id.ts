import type * as tables from './clauses/index.ts'

type Tables = typeof tables

/** The id of a clause. Ids are written once, in the tables. */
export type ClauseId = { [T in keyof Tables]: keyof Tables[T] }[keyof Tables]
