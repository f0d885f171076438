import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  keepInCorpus,
  laws,
  ownCorpus,
  readCorpus,
  runLaw,
  runLaws,
  storyFromJson,
  storyToJson,
  type Law,
  type Strictness,
  type Subject,
} from '../src/index.ts'
import { boundaryIncluded } from '../src/spoil/classic-defects.ts'
import { fixedSeed } from '../../core/test/support/check.ts'
import { rightSubject } from './support/judge.ts'

const lawNamed = (id: string): Law => {
  const law = laws.find((one) => one.id === id)
  if (law === undefined) throw new Error(`no law ${id}`)
  return law
}
/** Laws that judge any engine. */
const judging = laws.filter(({ needs }) => needs === undefined)
const halfOpen = lawNamed('window-is-half-open')
const options = { runs: 40, seed: fixedSeed }
const spoiled = boundaryIncluded(rightSubject)

test('a right engine keeps a law', async () => {
  const { verdict, runs, missing, counterexample } = await runLaw(halfOpen, rightSubject, options)
  expect({ verdict, missing, counterexample }).toEqual({
    verdict: 'holds',
    missing: [],
    counterexample: null,
  })
  expect(runs).toBeGreaterThanOrEqual(40)
})

test('a law that speaks of nothing that happens fails', async () => {
  const vacuous: Law = { ...halfOpen, situations: { ...halfOpen.situations, 'pigs fly': () => false } }
  const result = await runLaw(vacuous, rightSubject, { ...options, runs: 10 })
  expect(result).toMatchObject({ verdict: 'never-exercised', missing: ['pigs fly'] })
  expect(result.occurred['pigs fly']).toBe(0)
})

describe('a broken engine', () => {
  test('is found, and its story is made small', async () => {
    const { verdict, counterexample } = await runLaw(halfOpen, spoiled, options)
    expect(verdict).toBe('broken')
    expect(counterexample?.story.events.length).toBeLessThanOrEqual(3)
    expect(counterexample?.exchange.every(({ reply }) => reply !== null)).toBe(true)
  })

  test('breaks in the same way for the same seed, and again at its path', async () => {
    const [one, two] = [await runLaw(halfOpen, spoiled, options), await runLaw(halfOpen, spoiled, options)]
    expect(two.counterexample).toEqual(one.counterexample)
    const path = one.counterexample?.path ?? ''
    const replayed = await runLaw(halfOpen, spoiled, { runs: 1, seed: one.seed, path })
    expect(replayed.counterexample?.story).toEqual(one.counterexample?.story)
    expect(replayed.verdict).toBe('broken')
    expect((await runLaw(halfOpen, rightSubject, { runs: 1, seed: one.seed, path })).verdict).toBe('holds')
  })

  test('is told by a story of the corpus before any other', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'corpus-'))
    try {
      const { counterexample } = await runLaw(halfOpen, spoiled, options)
      if (counterexample === null) throw new Error('it was not found')
      const file = await keepInCorpus(directory, halfOpen.id, counterexample.story)
      expect(await keepInCorpus(directory, halfOpen.id, counterexample.story)).toBe(file)
      const corpus = await readCorpus(directory)
      expect(corpus).toEqual([{ law: halfOpen.id, story: counterexample.story, file }])
      const again = await runLaw(halfOpen, spoiled, { ...options, corpus })
      expect(again.counterexample).toMatchObject({ file, path: null })
      expect(again.runs).toBe(1)
      await writeFile(join(directory, 'z.json'), '{"law":"x"}')
      await expect(readCorpus(directory)).rejects.toThrow('has no history')
    } finally {
      await rm(directory, { recursive: true })
    }
  })
})

test('what an engine broke before it died stands', async () => {
  const { runs } = await runLaw(halfOpen, spoiled, options)
  let asked = 0
  const dying: Subject = {
    name: 'dying',
    answer: async (requests) => {
      // The first question is which events it knows.
      if (++asked > runs + 1) throw new Error('the engine has died')
      return spoiled.answer(requests)
    },
  }
  const { results } = await runLaws([halfOpen, ...judging.slice(0, 1)], dying, options)
  expect(results.map(({ verdict }) => verdict)).toEqual(['broken', 'does-not-speak'])
  expect(results[0]?.counterexample?.story.events.length).toBeGreaterThan(0)
  expect(results[0]?.silence?.reason).toBe('the engine has died')
})

test('laws that nothing could break at a level are not run at it', async () => {
  const chosen = laws.filter(({ id }) => ['acceptance-is-not-delivery', 'remedies-work'].includes(id))
  const verdicts = async (strictness: Strictness): Promise<readonly string[]> => {
    const { results, traces } = await runLaws(chosen, rightSubject, { ...options, strictness })
    expect(traces === 0).toBe(results.every(({ verdict }) => verdict === 'not-judged'))
    return results.map(({ law, verdict }) => `${law.id} ${verdict}`).sort()
  }
  expect(await verdicts('decision')).toEqual([
    'acceptance-is-not-delivery not-judged',
    'remedies-work not-judged',
  ])
  expect(await verdicts('codes')).toEqual(['acceptance-is-not-delivery holds', 'remedies-work not-judged'])
  expect(await verdicts('full')).toEqual(['acceptance-is-not-delivery holds', 'remedies-work holds'])
})

test('an engine that falls silent is asked no more', async () => {
  let asked = 0
  const mortal: Subject = {
    name: 'mortal',
    answer: async (requests) => {
      if (++asked > 6) throw new Error('the engine has died')
      return rightSubject.answer(requests)
    },
  }
  const { results, compared } = await runLaws(judging.slice(0, 4), mortal, { ...options, depth: 2 })
  expect(new Set(results.map(({ verdict }) => verdict))).toEqual(new Set(['does-not-speak']))
  expect(results[0]?.silence).toMatchObject({ reason: 'the engine has died' })
  expect(results[0]?.silence?.story).not.toBeNull()
  expect([results[0]?.runs, asked, compared]).toEqual([5, 7, []])
})

test('short stories are compared under each sort of rulebook', async () => {
  const { compared } = await runLaws([], rightSubject, { ...options, depth: 2 })
  expect(compared.map(({ verdict }) => verdict)).toEqual(['holds', 'holds', 'holds', 'holds'])
  const [first] = (await runLaws([], spoiled, { ...options, depth: 2 })).compared
  expect(first).toMatchObject({ verdict: 'broken' })
  expect(first?.disagreement?.events.length).toBe(1)
})

test('every story of the corpus belongs to a law', async () => {
  const corpus = await readCorpus(ownCorpus)
  expect(corpus.filter(({ law }) => !laws.some(({ id }) => id === law))).toEqual([])
})

test('a story comes back from its JSON', async () => {
  const { counterexample } = await runLaw(halfOpen, spoiled, options)
  if (counterexample === null) throw new Error('it was not found')
  const { story } = counterexample
  const back = storyFromJson(JSON.parse(JSON.stringify(storyToJson(story))))
  expect(back).toEqual(story)
  expect(back?.arrivals.every((event) => back.events.includes(event))).toBe(true)
  expect([null, 7, {}, { ...storyToJson(story), events: [{}] }].map(storyFromJson)).toEqual([
    null,
    null,
    null,
    null,
  ])
})
