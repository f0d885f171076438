import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readLimits, type NumberLimits } from '../src/page/model/limits.ts'
import { limitsInWords } from '../src/page/words/limits.ts'
import { holds } from '../../core/test/support/check.ts'
import { noon } from './support/threads.ts'

const hour = 3_600_000
const number = (more: Partial<NumberLimits>): NumberLimits => ({
  phoneNumberId: '100',
  messagingLimit: null,
  perSecond: null,
  restrictions: [],
  ...more,
})

describe('limits', () => {
  it('are read as the gateway writes them, and nothing broken beside them matters', () => {
    const amount = fc.nat(100_000)
    const instant = fc.option(fc.nat(1_000_000).map((seconds) => noon + seconds * 1000))
    const limits = fc.record({
      phoneNumberId: fc.stringMatching(/^[0-9]{3,15}$/),
      messagingLimit: fc.option(fc.record({ limit: fc.option(amount), used: amount, freesAt: instant })),
      perSecond: fc.option(amount),
      restrictions: fc.array(fc.record({ what: fc.constantFrom('replies', 'new-word'), until: instant })),
    })
    const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
    holds([fc.array(limits), fc.constantFrom(null, 7, 'x', {}, [])], (numbers, broken) => {
      const json = {
        phoneNumbers: [
          broken,
          ...numbers.map(({ messagingLimit, restrictions, ...rest }) => ({
            ...rest,
            messagingLimit: messagingLimit && { ...messagingLimit, freesAt: iso(messagingLimit.freesAt) },
            restrictions: restrictions.map(({ what, until }) => ({ restriction: what, until: iso(until) })),
          })),
        ],
      }
      return JSON.stringify(readLimits(json)) === JSON.stringify(numbers)
    })
  })

  it('are read whatever they are, without a fault', () =>
    holds([fc.anything()], (json) => Array.isArray(readLimits({ phoneNumbers: [json] }))))
})

test.each<[string, Partial<NumberLimits>, readonly string[]]>([
  ['nothing is known', {}, []],
  [
    'a limit with room',
    { messagingLimit: { limit: 250, used: 249, freesAt: null } },
    ['249 of 250 new customers in 24 hours'],
  ],
  [
    'a limit that is reached',
    { messagingLimit: { limit: 250, used: 250, freesAt: noon + 2 * hour } },
    ['! 250 of 250 new customers in 24 hours, room in 2 h'],
  ],
  [
    'no limit, and a throughput',
    { messagingLimit: { limit: null, used: 0, freesAt: null }, perSecond: 1000 },
    ['any number of new customers', '1000 messages a second'],
  ],
  [
    'restrictions, one of them over',
    {
      restrictions: [
        { what: 'replies', until: noon + 90 * 60_000 },
        { what: 'business-initiated-messages', until: noon },
        { what: 'all-messages', until: null },
        { what: 'new-word', until: null },
      ],
    },
    [
      '! no replies, 1 h 30 min left',
      '! banned: no messages at all, until further notice',
      '! restricted: new-word, until further notice',
    ],
  ],
])('the strip says: %s', (_, limits, said) => {
  const pieces = limitsInWords(number(limits), noon)
  expect(pieces.map(({ words, alarming }) => (alarming ? `! ${words}` : words))).toEqual(said)
})
