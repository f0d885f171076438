import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import {
  laws,
  makeVectors,
  readingCopy,
  readVectors,
  runVectors,
  startEngine,
  type Subject,
} from '../src/index.ts'
import { rulebookIds } from '../src/reading/calendar.ts'
import { boundaryIncluded } from '../src/spoil/classic-defects.ts'
import { coreSubject } from './support/core-subject.ts'

const vectors = await readVectors()

describe('the vectors', () => {
  test('are of every rulebook and of most laws, and each has an id of its own', () => {
    expect(new Set(vectors.map(({ rulebook }) => rulebook))).toEqual(new Set(['auto', ...rulebookIds]))
    const ids = new Set(laws.map(({ id }) => id))
    expect(vectors.filter(({ law }) => !ids.has(law))).toEqual([])
    expect(new Set(vectors.map(({ law }) => law)).size).toBeGreaterThan(ids.size / 2)
    expect(new Set(vectors.map(({ id }) => id)).size).toBe(vectors.length)
  })

  test('have a reply for each request, and begin anew', () => {
    for (const { id, requests, replies, clauses } of vectors) {
      expect([id, requests[0]?.op, replies.length]).toEqual([id, 'reset', requests.length])
      expect(clauses.length, id).toBeGreaterThan(0)
    }
  })

  test.each<readonly [string, Subject]>([
    ['the reading copy', readingCopy],
    ['core', coreSubject],
  ])('are what %s replies', async (_, subject) => {
    expect(await runVectors(subject, vectors)).toEqual({ run: vectors.length, skipped: 0, failed: [] })
  })

  test('find the classic defect', async () => {
    const { failed } = await runVectors(boundaryIncluded(coreSubject), vectors)
    expect(failed.length).toBeGreaterThan(0)
    expect(failed[0]).toMatchObject({ request: { op: expect.any(String) }, reply: { ok: true } })
  })

  test('find an engine that says nothing', async () => {
    const silent: Subject = { name: 'silent', answer: () => [] }
    const { failed } = await runVectors(silent, vectors.filter(({ protocol }) => protocol === 1).slice(0, 3))
    expect(failed.map(({ reply }) => reply)).toEqual([null, null, null])
  })

  test('judge an engine in another language by what it answers for', async () => {
    if (spawnSync('python3', ['-c', 'import zoneinfo']).status !== 0) return
    const path = fileURLToPath(new URL('../starters/python/engine.py', import.meta.url))
    const engine = startEngine(['python3', path])
    const { failed, skipped } = await runVectors(engine, vectors, 'decision')
    await engine.close()
    expect(failed.map(({ vector, reply }) => [vector.id, reply])).toEqual([])
    expect(skipped).toBeGreaterThan(0)
  })

  test('come the same from the same laws', async () => {
    const some = laws.filter(({ id }) => id === 'window-is-half-open' || id === 'reactions-are-never-charged')
    const make = (): ReturnType<typeof makeVectors> =>
      makeVectors({ laws: some, citing: readingCopy, looks: 4 })
    const made = await make()
    expect(made.length).toBeGreaterThan(10)
    expect(await make()).toEqual(made)
  })
})
