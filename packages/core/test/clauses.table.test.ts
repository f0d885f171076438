import { expect, test } from 'vitest'
import { isClauseId } from '../src/clauses.ts'

test.each([
  ['G6', true],
  ['OCT26-17', true],
  ['G', false],
  ['g6', false],
  ['toString', false],
  ['', false],
])('%s names a clause: %s', (id, isOne) => {
  expect(isClauseId(id)).toBe(isOne)
})
