import { describe, expect, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { bakery, bakeryPath } from './support/bakery.ts'
import { temporaryFolder } from './support/folder.ts'
import { run } from './support/run.ts'

const folder = temporaryFolder()
const quiet = await run(['audit', bakeryPath])

describe('progress', () => {
  test('is shown on standard error when that is a terminal, and leaves standard output alone', async () => {
    const { code, stdout, stderr } = await run(['audit', bakeryPath], { isTerminal: true })
    expect({ code, stdout }).toEqual({ code: quiet.code, stdout: quiet.stdout })
    expect(stderr).toContain('reading')
    expect(stderr).toContain('100 %')
  })

  test('is silent where nobody watches', () => {
    expect(quiet.stderr).toBe('')
  })

  test('is silent for standard input, which has no size', async () => {
    const { stderr } = await run(['audit', '-'], { stdin: bakery, isTerminal: true })
    expect(stderr).toBe('')
  })

  test('goes from nothing to everything over all files, never back', async () => {
    const packed = await folder.file('log.gz', gzipSync(bakery))
    const files = [bakeryPath, '-', packed, folder.path('missing')]
    const { code, stderr } = await run(['audit', ...files], { isTerminal: true, stdin: bakery })
    const shown = [...stderr.matchAll(/(\d+) %/g)].map(([, percentage]) => Number(percentage))
    expect(code).toBe(2)
    expect(shown.toSorted((a, b) => a - b)).toEqual(shown)
    expect([shown[0], shown.at(-1)]).toEqual([0, 100])
  })
})
