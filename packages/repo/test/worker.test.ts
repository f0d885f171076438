import { describe, expect, it } from 'vitest'
import { builtinsReachedFrom } from '../src/worker/reached.ts'

/** The modules of Node that worker runtimes have, too. */
const inWorkers: ReadonlySet<string> = new Set(['node:crypto'])

describe('what a worker runtime loads', () => {
  it('of the gateway and all that it imports has only modules of Node that it has', () => {
    const reached = builtinsReachedFrom('packages/http/src/index.ts')
    expect(reached.map(({ path }) => path)).toContain('packages/runtime/src/text.ts')
    expect(reached.filter(({ specifier }) => !inWorkers.has(specifier))).toEqual([])
  })

  it('and a module of Node deep in another package is found', () => {
    const reached = builtinsReachedFrom('packages/cli/src/serve/prometheus.ts')
    expect(reached.map(({ specifier }) => specifier)).toContain('util')
    expect(reached.every(({ path }) => path.includes('/prom-client/'))).toBe(true)
  })

  it.each(['core', 'cloud-api', 'timeline', 'rates'])('of %s has no module of Node at all', (folder) => {
    expect(builtinsReachedFrom(`packages/${folder}/src/index.ts`)).toEqual([])
  })
})
