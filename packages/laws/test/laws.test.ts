import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clauses, wireClauses } from '@guichet/core/clauses'
import { strictly, strictnesses, type Strictness } from '../src/bridge/strictness.ts'
import { laws } from '../src/laws/index.ts'
import { eventToJson } from '../src/story.ts'
import type { Law, Reply, Request, Subject } from '../src/index.ts'
import { readingCopy, versionIn } from '../src/reading/subject.ts'
import { classicDefects } from '../src/spoil/classic-defects.ts'
import { fixedSeed, freshSeed } from '../../core/test/support/check.ts'
import { coreSubject } from './support/core-subject.ts'
import { isCaught, judge, rightSubject } from './support/judge.ts'

const runs = 30
/** A mutant that survives this many stories is taken for unseen. */
const patience = 400

const begin: Request = { op: 'reset', rulebook: 'auto', timeZone: 'UTC', horizonHours: 192 }
const isOfVersion2 = versionIn(coreSubject.answer([begin])[0]) === 2

/** An engine that keeps the law: the reading copy, where core does not speak what the law needs. */
const keeperOf = ({ needs }: Law): Subject =>
  needs === 'version-2' && !isOfVersion2 ? readingCopy : rightSubject

describe.each(laws)('$id', (law) => {
  const keeper = keeperOf(law)

  test('holds, and what it speaks of occurs', async () => {
    const judged = [await judge(law, keeper, fixedSeed, runs), await judge(law, keeper, freshSeed, runs)]
    expect(judged.map(({ counterexample }) => counterexample)).toEqual([null, null])
    const occurred = new Set(judged[0]?.occurred)
    // Seldom things may be missing by bad luck, as when laws are run.
    for (let round = 1; round <= 3 && occurred.size < Object.keys(law.situations).length; round++)
      for (const name of (await judge(law, keeper, fixedSeed + round, runs)).occurred) occurred.add(name)
    expect([...occurred].sort()).toEqual(Object.keys(law.situations).sort())
  })

  test.each(law.mutants)('catches: $defect', async ({ spoil }) => {
    expect(await isCaught(law, spoil(keeper), patience)).toBe(true)
  })

  test(`judges from ${law.judgesFrom} on, and not below`, async () => {
    const isCaughtAt = async (level: Strictness, numRuns: number): Promise<boolean> => {
      for (const { spoil } of law.mutants)
        if (await isCaught(law, strictly(level, spoil(keeper)), numRuns)) return true
      return false
    }
    const isEverCaughtAt = async (level: Strictness): Promise<boolean> => {
      // A mutant that this level hides takes all its runs, so each gets a few before any gets many.
      for (const numRuns of [5, 50, patience]) if (await isCaughtAt(level, numRuns)) return true
      return false
    }
    const below = strictnesses[strictnesses.indexOf(law.judgesFrom) - 1]
    expect(await isEverCaughtAt(law.judgesFrom)).toBe(true)
    if (below !== undefined) expect(await isCaughtAt(below, 5)).toBe(false)
  })

  test('is broken, and never thrown off, by an engine that talks nonsense', async () => {
    const story = fc.sample(law.stories, { seed: fixedSeed, numRuns: 5 })
    const nonsense: readonly unknown[] = [undefined, null, 7, 'ok', [], {}, { ok: true }, { ok: false }]
    for (const told of story)
      for (const reply of nonsense) {
        const replies = law.script(told).map(() => reply) as readonly Reply[]
        expect([law.holds(told, replies), law.holds(told, [])]).toEqual([false, false])
      }
  })
})

test('every law has an id and a sentence of its own, and cites clauses that exist', () => {
  expect(new Set(laws.map(({ id }) => id)).size).toBe(laws.length)
  expect(new Set(laws.map(({ sentence }) => sentence)).size).toBe(laws.length)
  const known = { ...clauses, ...wireClauses }
  const cited = laws.filter(({ needs }) => needs !== 'version-2' || isOfVersion2)
  expect(cited.flatMap(({ cites }) => cites).filter((id) => !(id in known))).toEqual([])
  expect(laws.filter(({ id }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([])
})

describe('the classic defects', () => {
  test.each(classicDefects)('$name is caught with at most five events', async ({ name, spoil }) => {
    // Laws that name the defect come first; any other may catch it, too.
    const isNamed = (law: Law): boolean => law.mutants.some((mutant) => mutant.spoil === spoil)
    for (const law of [...laws.filter(isNamed), ...laws.filter((other) => !isNamed(other))]) {
      const { counterexample } = await judge(law, spoil(rightSubject), fixedSeed, 60)
      if (counterexample === null || counterexample.arrivals.length > 5) continue
      const events = counterexample.arrivals.map(eventToJson)
      process.stdout.write(`${name}: refuted by ${law.id} with ${JSON.stringify(events)}\n`)
      return
    }
    expect.unreachable('no law catches it with so few events')
  })
})
