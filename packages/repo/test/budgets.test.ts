import { describe, expect, it, test } from 'vitest'
import { publishedFolders } from '../src/bundle/bundle.ts'
import { webBundle } from '../src/bundle/web-bundle.ts'
import { licencesWith } from '../src/release/licences.ts'

const kB = 1000

describe('sizes, with all that is needed, gzipped', () => {
  // About a kilobyte of air: who needs more says so here. The goals are the bench's rows `size` and `size-bot`.
  test.each([
    ['all of core', "export * from '@guichet/core'", 60 * kB],
    [
      "a bot's six functions",
      "export { engine, settings, explain, isRight, readState, writeState } from '@guichet/core'",
      55.5 * kB,
    ],
    ['all of cloud-api', "export * from '@guichet/cloud-api'", 30 * kB],
    ['all of timeline', "export * from '@guichet/timeline'", 18.5 * kB],
  ])('%s', async (_, program, limit) => {
    expect((await webBundle(program)).size).toBeLessThan(limit)
  })
})

describe('for browsers and workers', () => {
  const named = ['core', 'cloud-api', 'timeline', 'rates'] as const
  it.each(named)('%s needs no module of Node', async (folder) => {
    expect((await webBundle(`export * from '@guichet/${folder}'`)).imports).toEqual([])
  })

  it('so do the laws, the reading copy and vectors that are at hand', async () => {
    const names = 'laws, runLaw, runLaws, readingCopy, runVectors'
    expect((await webBundle(`export { ${names} } from '@guichet/laws'`)).imports).toEqual([])
  })

  it('and what starts processes or reads files is found', async () => {
    const { imports } = await webBundle("export { startEngine, ownVectors } from '@guichet/laws'")
    expect(imports).toContain('node:child_process')
  })
})

describe('licences', () => {
  const known = new Set([
    'MIT',
    'ISC',
    'Apache-2.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    '0BSD',
    '(MIT OR CC0-1.0)',
  ])

  it.each(publishedFolders())('of all that is installed with %s allow what MIT allows', (folder) => {
    const found = licencesWith(folder)
    expect(found.filter(({ licence }) => !known.has(licence))).toEqual([])
    expect(found.map(({ licence }) => licence)).toContain('MIT')
  })

  it('are looked for as deep as what is installed', () => {
    expect(licencesWith('guichet').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['@guichet/runtime', 'libsql', 'fp-ts']),
    )
  })
})
