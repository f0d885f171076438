import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { urlsIn, locationOf, withoutPassword, type Location } from '../src/store/location.ts'
import { holdsLater } from '../../core/test/support/check.ts'

describe('the URL of a store', () => {
  test.each<[string, Location]>([
    ['memory:', { is: 'memory' }],
    ['sqlite:guichet.db', { is: 'sqlite', path: 'guichet.db' }],
    ['sqlite:./guichet.db', { is: 'sqlite', path: './guichet.db' }],
    ['sqlite:../a b/c:d@e?f#g.db', { is: 'sqlite', path: '../a b/c:d@e?f#g.db' }],
    ['sqlite:/var/lib/guichet.db', { is: 'sqlite', path: '/var/lib/guichet.db' }],
    ['sqlite:///var/lib/guichet.db', { is: 'sqlite', path: '///var/lib/guichet.db' }],
    ...[
      'postgres://localhost',
      'postgresql://localhost/guichet',
      'postgres://ada@localhost/guichet',
      'postgres://ada:s%40cret@localhost:5432/guichet?sslmode=verify-full',
      'postgres:///guichet?host=/var/run/postgresql',
      'POSTGRES://ada:secret@[::1]:5432/guichet',
    ].map((url): [string, Location] => [url, { is: 'postgres', url }]),
  ])('%s', (url, location) => {
    expect(locationOf(url)).toEqual(location)
  })

  test.each([
    '',
    'memory',
    'memory:x',
    'guichet.db',
    './guichet.db',
    'file:guichet.db',
    'sqlite',
    'sqlite:',
    'sqlite::memory:',
    'sqlite://guichet.db',
    'sqlite://./guichet.db',
    'SQLITE:guichet.db',
    'postgres:',
    'postgres:localhost',
    'postgres:/localhost/guichet',
    'mysql://localhost/guichet',
    'postgres://ada:se@cret@localhost/guichet',
    'postgres://ada:12/34@localhost/guichet',
    ' memory:',
  ])('%j is none', (url) => {
    expect(locationOf(url)).toBeNull()
  })
})

describe('a password', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '1', '-', '_', '.', '~', '%'), minLength: 1 })
  const secret = fc.string({ unit: 'grapheme', minLength: 3 }).map((text) => `<${text}>`)

  test('is never shown, however it is written', () =>
    holdsLater(
      fc.tuple(fc.constantFrom('postgres', 'postgresql', 'mysql', 'https'), word, secret, word),
      ([scheme, user, password, rest]) => {
        const shown = withoutPassword(`${scheme}://${user}:${password}@${rest}`)
        expect(shown).toBe(`${scheme}://${user}:***@${rest}`)
      },
    ))

  test.each([
    ['postgres://ada:secret@localhost:5432/guichet', 'postgres://ada:***@localhost:5432/guichet'],
    ['postgres://:secret@localhost', 'postgres://:***@localhost'],
    ['ada:secret@localhost/guichet', 'ada:***@localhost/guichet'],
    ['postgres://h/d?user=a&password=secret&b=c', 'postgres://h/d?user=a&password=***&b=c'],
    ['postgres://localhost:5432/guichet', 'postgres://localhost:5432/guichet'],
    ['sqlite:/a:b@c.db', 'sqlite:/a:b@c.db'],
    ['memory:', 'memory:'],
  ])('%s', (url, shown) => {
    expect(withoutPassword(url)).toBe(shown)
  })
})

test('several URLs are separated by commas, as are the hosts of one', () => {
  expect(urlsIn('postgres://a,b/db,postgresql://c/db')).toEqual(['postgres://a,b/db', 'postgresql://c/db'])
  expect(urlsIn('sqlite:a,b.db')).toEqual(['sqlite:a,b.db'])
})
