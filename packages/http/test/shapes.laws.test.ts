import { isRight, parseInstant, parseQuestion } from '@guichet/core'
import { expect, test } from 'vitest'
import { holds } from '../../core/test/support/check.ts'
import { question } from '../src/questions/requests.ts'
import { instant } from '../src/shape/instant.ts'
import { almost, instants, valueOf } from './support/generated-requests.ts'

const questions = almost(valueOf(question.definition, () => ({})))

test('the gateway reads a question as core does', () => {
  const seen = { right: 0, wrong: 0 }
  holds(
    [questions],
    (given) => {
      // Core counts what lies beyond the first plane as two characters.
      if (/[\u{10000}-\u{10FFFF}]/u.test(JSON.stringify(given))) return true
      const ours = question.read(given, '')
      const cores = parseQuestion(given)
      seen[isRight(ours) ? 'right' : 'wrong']++
      expect(isRight(ours)).toBe(isRight(cores))
      if (isRight(ours) && isRight(cores)) expect(ours.right).toEqual(cores.right)
      return true
    },
    500,
  )
  expect(Math.min(seen.right, seen.wrong)).toBeGreaterThan(0)
})

/** Those writings of instants the gateway refuses, and core does not. */
const stricter = /T24:|^2009-01-01T.*\+|^2099-12-31T.*-\d\d:\d\d$/

test('the gateway reads an instant as core does, but for the hour 24 and offsets on the outermost days', () => {
  const seen = { right: 0, wrong: 0 }
  const shape = instant('When.')
  holds(
    [instants],
    (given) => {
      const ours = shape.read(given, 'at')
      seen[isRight(ours) ? 'right' : 'wrong']++
      expect(isRight(ours)).toBe(isRight(parseInstant(given)) && !stricter.test(given))
      return true
    },
    2_000,
  )
  expect(Math.min(seen.right, seen.wrong)).toBeGreaterThan(0)
})
