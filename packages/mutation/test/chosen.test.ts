import { expect, test } from 'vitest'
import { nameOf, onlyChosen, strykerPlugins } from '../src/index.ts'

const path = 'packages/core/src/tier/allot.ts'

// Stryker counts both from nought where it asks, and both from one in its report.
const offered = {
  id: '7',
  mutatorName: 'BooleanLiteral',
  replacement: 'true',
  location: { start: { line: 2, column: 0 }, end: { line: 3, column: 8 } },
}
const name = nameOf(path, {
  mutatorName: 'BooleanLiteral',
  replacement: 'true',
  location: { start: { line: 3, column: 1 }, end: { line: 4, column: 9 } },
})

test.each([
  ['on Linux', `/anywhere/packages/core/src/other/${path}`, [name], 'passed'],
  ['on Windows', `C:\\anywhere\\${path.replaceAll('/', '\\')}`, [name], 'passed'],
  ['in another file', '/anywhere/packages/core/src/tier/allowance.ts', [name], 'compileError'],
  ['with another replacement', `/anywhere/${path}`, [name.replace('true', 'false')], 'compileError'],
  ['at another place', `/anywhere/${path}`, [name.replace(':3:1', ':3:2')], 'compileError'],
  ['where nothing is chosen', `/anywhere/${path}`, [], 'compileError'],
])('a checker knows what is chosen by its name: %s', (_, fileName, names, status) => {
  expect(onlyChosen([{ ...offered, fileName }], { places: [], names })['7']?.status).toBe(status)
})

test('Stryker finds the checker by the name that the command gives it', () => {
  expect(strykerPlugins.map(({ kind, name: known }) => `${kind} ${known}`)).toEqual(['Checker chosen'])
})
