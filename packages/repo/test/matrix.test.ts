import { expect, test } from 'vitest'
import type { Row } from '../src/matrix/matrix.ts'
import { matrixCode, matrixTable } from '../src/matrix/report.ts'
import { compilers, runtimes } from '../src/matrix/runtimes.ts'
import { starters, whyNotTried } from '../src/matrix/starters.ts'
import { readText } from '../src/files.ts'
import { readManifest } from '../src/manifests.ts'

const row = (name: string, verdict: Row['verdict'], ...notes: readonly string[]): Row => ({
  name,
  ran: 'the ten-line bot',
  verdict,
  notes,
})
const works = row('node 20.19.0', 'works')
const fails = row('bun 1.4.5', 'fails', 'the handshake is "", not "1158"')
const absent = row('deno 2.9.6', 'not tried', 'npm cannot install it: npm error 404')

test('a table says what works, what fails and what was not tried, with the reasons', () => {
  expect(matrixTable([works, fails, absent])).toBe(
    [
      'node 20.19.0  works      the ten-line bot',
      'bun 1.4.5     fails      the ten-line bot',
      '  the handshake is "", not "1158"',
      'deno 2.9.6    not tried  the ten-line bot',
      '  npm cannot install it: npm error 404',
    ].join('\n'),
  )
})

test('what was not tried does not pass', () => {
  expect(matrixCode([works])).toBe(0)
  expect(matrixCode([works, absent])).toBe(3)
  expect(matrixCode([works, fails, absent])).toBe(1)
})

test('the oldest Node of the matrix is the oldest that packages ask for', () => {
  const [oldest] = runtimes
  expect(`>=${oldest?.npm?.version}`).toBe(readManifest('.').engines?.node)
  expect(new Set(runtimes.map(({ way }) => way))).toEqual(new Set(['program', 'worker', 'page', 'gateway']))
})

test('every minor version of TypeScript is tried once', () => {
  const minors = compilers.map((version) => version.split('.').slice(0, 2).join('.'))
  expect(new Set(minors).size).toBe(minors.length)
})

test('a starter engine is in the package of the laws, and what it needs is looked for', async () => {
  expect(readManifest('packages', 'laws').files).toContain('starters')
  const page = readText('packages/laws/README.md').text
  for (const { folder } of starters) expect(page).toContain(`](${folder}/`)
  const [python] = starters
  if (python === undefined) throw new Error('there is no starter')
  expect(await whyNotTried({ ...python, tool: ['no-such-program', '--version'] })).toBe(
    '`no-such-program --version` does not run on this machine',
  )
})
