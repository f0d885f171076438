import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { failureOf, isRolledBack } from '../src/failures.ts'
import { placeOf } from '../src/place.ts'

const place = placeOf('postgres://user:secret@db.example:5433/messaging', 'guichet')
/** Codes of the server are five characters long; so is EPIPE, which is none. */
const errorOf = (code: string): Error => {
  const said = 'what it says'
  const error = /\d/.test(code) ? new pg.DatabaseError(said, said.length, 'error') : new Error(said)
  return Object.assign(error, { code })
}

// What cannot be brought about in a test, and one of each of the rest.
test.for([
  // code, kind, was the transaction surely rolled back
  ['53100', 'full', true],
  ['53200', 'unavailable', true],
  ['53300', 'unavailable', true],
  ['25006', 'read-only', true],
  ['42501', 'read-only', true],
  ['42P01', 'unsuitable', true],
  ['54000', 'unsuitable', true],
  ['3D000', 'unsuitable', true],
  ['40P01', 'locked', true],
  ['55P03', 'locked', true],
  ['57014', 'unavailable', true],
  ['57P01', 'unavailable', false],
  ['57P02', 'unavailable', false],
  ['57P03', 'unavailable', false],
  ['08006', 'unavailable', false],
  ['58030', 'unavailable', true],
  ['XX000', 'unavailable', true],
  ['XX001', 'corrupt', true],
  ['XX002', 'corrupt', true],
  ['ECONNRESET', 'unavailable', false],
  ['ETIMEDOUT', 'unavailable', false],
  ['EPIPE', 'unavailable', false],
  ['', 'unavailable', false],
] as const)('%s is %s; rolled back: %s', ([code, kind, rolledBack]) => {
  const failure = failureOf(errorOf(code), place)
  expect(failure.kind).toBe(kind)
  expect(isRolledBack(errorOf(code))).toBe(rolledBack)
  expect(failure.message).toContain('PostgreSQL at db.example:5433, database messaging, schema guichet: ')
  expect(failure.message).toContain('It says: what it says')
})

describe('a refused connection', () => {
  test('to a name with several addresses is told with all of them', () => {
    const refused = ['::1', '127.0.0.1'].map((host) => new Error(`connect ECONNREFUSED ${host}:5433`))
    const { message } = failureOf(new AggregateError(refused), place)
    expect(message).toContain('connect ECONNREFUSED ::1:5433, connect ECONNREFUSED 127.0.0.1:5433')
  })
})

test.each([
  'postgres://user:secret@one,two/db',
  'postgres://user:secret@one:5432,two:5433/db?target_session_attrs=read-write',
  'postgresql://one,two',
])('a URL of several hosts is refused with the remedy: %s', (url) => {
  expect(() => placeOf(url, 'guichet')).toThrow(/names several hosts.*an address that leads to the primary/)
  expect(() => placeOf(url, 'guichet')).not.toThrow(/secret/)
})

test('a comma elsewhere is none between hosts', () => {
  expect(placeOf('postgres://user:a%2Cb@one/x,y?options=a,b', 'guichet').host).toBe('one')
  expect(placeOf('postgres://user:a,b@one/db', 'guichet').host).toBe('one')
})
