import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { engine, isRight, parseEvent, readState, type Event, type State } from '@guichet/core'
import { sqliteStore } from '@guichet/store-sqlite'
import { describe, expect, test } from 'vitest'
import { earlierReleases, expectAllThere, morning, releases, thread } from './support/earlier-release.ts'

const guichet = engine()

test('there is a release to come from', () => expect(releases).not.toEqual([]))

describe.each(releases)('what %s wrote', (release) => {
  const file = (name: string): string => join(earlierReleases, release, name)
  const lines = (name: string): readonly string[] => readFileSync(file(name), 'utf8').trimEnd().split('\n')

  /** What each message cost, as far as money goes. */
  const charged = (text: readonly unknown[]): readonly unknown[] =>
    (text as readonly Readonly<Record<string, unknown>>[])
      .map(({ message, month, rulebook, unit, category, type }) =>
        JSON.stringify([message, month, rulebook, unit, category, type]),
      )
      .sort()
  const kept = charged(lines('charges.ndjson').map((line) => JSON.parse(line)))

  const events = lines('events.ndjson').map((line): Event => {
    const read = parseEvent(JSON.parse(line))
    return isRight(read) ? read.right : expect.unreachable(line)
  })
  const folded = events.reduce(guichet.evolve, guichet.initial)

  const answersOf = (state: State): readonly unknown[] => [
    guichet.ask(state, thread, { kind: 'service' }, morning),
    guichet.view(state, thread, morning),
  ]

  test('as a snapshot is read, charges the same, and answers as its events do', () => {
    const read = readState(JSON.parse(readFileSync(file('snapshot.json'), 'utf8')))
    const state = isRight(read) ? read.right : expect.unreachable('it is refused')
    expect(charged(guichet.charges(state))).toEqual(kept)
    expect(answersOf(state)).toEqual(answersOf(folded))
  })

  test('as events is read, and charges the same', () => {
    expect(charged(guichet.charges(folded))).toEqual(kept)
  })

  test('as an SQLite store is opened: nothing is lost, and nothing is sent twice', async () => {
    const place = mkdtempSync(join(tmpdir(), 'guichet-upgrade-'))
    try {
      const path = join(place, 'store.db')
      writeFileSync(path, gunzipSync(readFileSync(file('store.db.gz'))))
      await expectAllThere(() => sqliteStore({ path }), lines('events.ndjson'))
    } finally {
      rmSync(place, { recursive: true, force: true })
    }
  })
})
