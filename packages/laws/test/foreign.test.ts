import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { laws, runLaws, startEngine, type Law, type LawsResult, type Strictness } from '../src/index.ts'
import { fixedSeed } from '../../core/test/support/check.ts'

const hasPython = spawnSync('python3', ['-c', 'import zoneinfo']).status === 0
if (!hasPython)
  process.stdout.write('skipped: python3 with zoneinfo is missing, so no foreign engine is run\n')

/** Runs laws against an engine in Python. */
const judge = async (file: string, level: Strictness, ids: readonly string[] = []): Promise<LawsResult> => {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const engine = startEngine(['python3', path])
  const chosen = ids.length === 0 ? laws : laws.filter(({ id }) => ids.includes(id))
  try {
    return await runLaws(chosen, engine, { runs: 15, seed: fixedSeed, depth: 2, strictness: level })
  } finally {
    await engine.close()
  }
}

describe('an engine in another language', () => {
  test('keeps every law that can judge it', async () => {
    if (!hasPython) return
    const { results, compared } = await judge('../starters/python/engine.py', 'decision')
    const verdicts = results.map(({ law, verdict }) => [law.id, verdict])
    // It speaks version 1 of the protocol, and decides nothing but what may be sent.
    const isJudged = ({ judgesFrom, needs }: Law): boolean => judgesFrom === 'decision' && needs === undefined
    expect(verdicts).toEqual(laws.map((law) => [law.id, isJudged(law) ? 'holds' : 'not-judged']))
    expect(compared.map(({ verdict }) => verdict)).toEqual(['holds', 'holds', 'holds', 'holds'])
  })

  test('is caught when the last instant of a window counts', async () => {
    if (!hasPython) return
    const ids = ['window-is-half-open', 'service-needs-a-recent-message', 'too-old-is-refused']
    const { results, compared } = await judge('engines/guichet_inclusive.py', 'decision', ids)
    const verdicts = Object.fromEntries(results.map(({ law, verdict }) => [law.id, verdict]))
    expect(verdicts).toEqual({
      'window-is-half-open': 'broken',
      'service-needs-a-recent-message': 'broken',
      'too-old-is-refused': 'holds',
    })
    const [shortest] = compared
    expect(shortest?.disagreement?.events.length).toBe(1)
  })
})
