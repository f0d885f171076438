import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ThreadEvent } from '../src/index.ts'
import {
  afterRename,
  bothKnown,
  noIds,
  replacementOf,
  withUses,
  type KnownIds,
} from '../src/thread/replaced-ids.ts'
import { holds } from './support/check.ts'
import { same } from './support/folds.ts'

const ids = ['1', '2', 'US.a'] as const
const id = fc.constantFrom(...ids)

/** Each at an instant of its own. */
const events: fc.Arbitrary<readonly ThreadEvent[]> = fc
  .array(fc.record({ previous: id, current: id, aliases: fc.subarray([...ids]), isUse: fc.boolean() }), {
    maxLength: 8,
  })
  .map((steps) =>
    steps.map(({ previous, current, aliases, isUse }, at): ThreadEvent => {
      const named = { id: `m${at}`, at, phoneNumberId: '100', customer: previous }
      return isUse
        ? { type: 'customer-messaged', ...named, kind: 'text', aliases }
        : { type: 'customer-renamed', ...named, previous, current }
    }),
  )

const knownAfter = (before: KnownIds, happened: readonly ThreadEvent[]): KnownIds =>
  happened.reduce(
    (known, event) =>
      event.type === 'customer-renamed' ? afterRename(known, event) : withUses(known, ids, [event]),
    before,
  )
/** All that can be asked. */
const answers = (known: KnownIds): unknown => [null, ...ids].map((asked) => replacementOf(known, asked))

const split = (
  happened: readonly ThreadEvent[],
  sides: readonly boolean[],
): readonly [readonly ThreadEvent[], readonly ThreadEvent[]] => {
  const isFirst = (index: number): boolean => sides[index % sides.length] ?? false
  return [happened.filter((_, index) => isFirst(index)), happened.filter((_, index) => !isFirst(index))]
}
const sides = fc.array(fc.boolean(), { minLength: 1, maxLength: 8 })

describe('what is known of replaced ids', () => {
  test('is the same where a part of what happened was settled before, whichever part it is', () => {
    holds([events, sides], (happened, dice) => {
      const [settled, recent] = split(happened, dice)
      return same(
        answers(knownAfter(noIds, happened)),
        answers(knownAfter(knownAfter(noIds, settled), recent)),
      )
    })
  })

  test('is the same where two parts of it were settled apart', () => {
    holds([events, sides], (happened, dice) => {
      const [one, other] = split(happened, dice)
      const apart = bothKnown(knownAfter(noIds, one), knownAfter(noIds, other))
      return same(answers(knownAfter(noIds, happened)), answers(apart))
    })
  })

  test('at one instant: who writes, writes before the id is replaced; of two parts the one that refuses is believed', () => {
    const named = { at: 1, phoneNumberId: '100', customer: '1' }
    const writes: ThreadEvent = { type: 'customer-messaged', id: 'm', kind: 'text', ...named }
    const becomes: ThreadEvent = { type: 'customer-renamed', id: 'r', previous: '1', current: '2', ...named }
    const [written, replaced] = [writes, becomes].map((event) => knownAfter(noIds, [event]))
    if (written === undefined || replaced === undefined) throw new Error('nothing is known')
    for (const known of [
      knownAfter(noIds, [writes, becomes]),
      knownAfter(noIds, [becomes, writes]),
      bothKnown(written, replaced),
      bothKnown(replaced, written),
    ])
      expect(replacementOf(known, '1')).toEqual({ id: '1', at: 1, replacedBy: '2' })
  })
})
