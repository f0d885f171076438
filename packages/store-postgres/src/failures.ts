import pg from 'pg'
import { isStoreFailure, storeFailure, type StoreFailure, type StoreFailureKind } from '@guichet/runtime'
import { inWords, type Place } from './place.ts'

interface Reason {
  readonly kind: StoreFailureKind
  readonly why: string
}

/** PostgreSQL's error codes; the longest beginning that fits counts. */
const reasons: Readonly<Record<string, Reason>> = {
  '08': { kind: 'unavailable', why: 'the connection was lost' },
  '22': { kind: 'unsuitable', why: 'it does not take the data' },
  '23': { kind: 'unsuitable', why: 'it does not take the data' },
  '25006': {
    kind: 'read-only',
    why: 'it is read-only: a standby, or default_transaction_read_only is on; use the primary',
  },
  '28': { kind: 'unavailable', why: 'it refuses the user or the password; check the URL' },
  '3D000': { kind: 'unsuitable', why: 'there is no such database; create it' },
  '3F000': { kind: 'unsuitable', why: 'the schema is gone; open the store again to make a new one' },
  '40': { kind: 'locked', why: 'another transaction was in the way; try again' },
  '42': { kind: 'unsuitable', why: 'the schema is not what this version of Guichet has made' },
  '42501': { kind: 'read-only', why: 'the user may not do that; grant it the rights on the schema' },
  '53': { kind: 'unavailable', why: 'the server has too little memory or other resources' },
  '53100': { kind: 'full', why: 'no space is left on its disk; make room' },
  '53300': { kind: 'unavailable', why: 'it has too many connections; raise max_connections' },
  '54': { kind: 'unsuitable', why: 'a text is too long; the texts of a key take 2,600 bytes at most' },
  '55P03': { kind: 'locked', why: 'another transaction holds a lock for longer than lockTimeout' },
  '57014': { kind: 'unavailable', why: 'a statement took longer than statementTimeout' },
  '57P': { kind: 'unavailable', why: 'the server shuts down or starts, or has ended the connection' },
  '58': { kind: 'unavailable', why: 'the server cannot use its files; see its log' },
  UG002: {
    kind: 'unsuitable',
    why: 'its transactions are not READ COMMITTED; set default_transaction_isolation for the user or the database',
  },
  XX001: { kind: 'corrupt', why: 'its files are damaged; restore a backup' },
  XX002: { kind: 'corrupt', why: 'an index is damaged; REINDEX the schema' },
}

const unknownReason: Reason = { kind: 'unavailable', why: 'it cannot be reached or did not answer' }

/** Makes a store failure out of what the driver threw. Nothing of it shows the password. */
export const failureOf = (
  thrown: unknown,
  place: Place,
  { isCertain = true }: { readonly isCertain?: boolean } = {},
): StoreFailure => {
  const { kind, why } = reasonOf(codeOf(thrown))
  const said = saidBy(thrown)
  const message = `${inWords(place)}: ${why}.${said === '' ? '' : ` It says: ${said}`}`
  return storeFailure(kind, message, { cause: thrown, isCertain })
}

/** The five characters of a server's error; `null` where none came, as when the connection was lost. */
export const codeOf = (thrown: unknown): string | null =>
  thrown instanceof pg.DatabaseError ? (thrown.code ?? null) : null

/**
 * Does this error of the server mean that the transaction was rolled back? Where the connection is ended
 * (57P01, 57P02), it may have been committed just before, and without an answer nobody knows.
 */
export const isRolledBack = (thrown: unknown): boolean => {
  const code = codeOf(thrown)
  return code !== null && !code.startsWith('57P') && !code.startsWith('08')
}

/** A serialization failure or a deadlock: all was rolled back, for another transaction was in the way. */
export const isInterference = (thrown: unknown): boolean => ['40001', '40P01'].includes(codeOf(thrown) ?? '')

/** Is it a failure after which nobody knows whether the work was done? */
export const isUncertain = (thrown: unknown): boolean => isStoreFailure(thrown) && !thrown.isCertain

const reasonOf = (code: string | null): Reason => {
  if (code === null) return unknownReason
  const beginnings = [5, 3, 2].map((length) => code.slice(0, length))
  const known = beginnings.find((beginning) => beginning in reasons)
  return (known === undefined ? undefined : reasons[known]) ?? unknownReason
}

/** A refused connection to a name with several addresses is an error without words, made of errors. */
const saidBy = (thrown: unknown): string => {
  if (thrown instanceof AggregateError && thrown.message === '')
    return thrown.errors.map((error) => saidBy(error)).join(', ')
  return thrown instanceof Error ? thrown.message : String(thrown)
}
