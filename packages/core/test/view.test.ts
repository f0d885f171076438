import { describe, expect, test } from 'vitest'
import { HOUR, engine, fromIso, viewToJson, type EntryPoint, type EntryPointView } from '../src/index.ts'
import { quiet, type Standing } from '../src/thread/standing.ts'
import { billedConversationsAt, viewOf } from '../src/thread/view.ts'

/** Views of standings made by hand; hours from noon of a day. */
const noon = (day: string): number => fromIso(`${day}T12:00:00Z`) ?? 0
const clicked = (zero: number): EntryPoint => ({
  wamid: 'c',
  arrivedAt: zero,
  replyBy: zero + 24 * HOUR,
  opensAt: null,
  closesAt: null,
  expiry: 'estimated',
  earlier: null,
})
const answered = (zero: number): EntryPoint => ({
  ...clicked(zero),
  opensAt: zero + 2 * HOUR,
  closesAt: zero + 20 * HOUR,
})

describe('an entry point is seen', () => {
  const zero = noon('2026-10-10')
  const seen = (entryPoint: EntryPoint | null, hour: number): EntryPointView | null => {
    const at = zero + hour * HOUR
    return viewOf({ ...quiet, entryPoint }, at, engine().rulesAt).entryPoint
  }
  const open: EntryPointView = {
    state: 'open',
    opensAt: zero + 2 * HOUR,
    closesAt: zero + 20 * HOUR,
    expiry: 'estimated',
  }
  const awaiting: EntryPointView = { state: 'awaiting-reply', replyBy: zero + 24 * HOUR }

  test.each<[string, EntryPoint | null, number, EntryPointView | null]>([
    ['nowhere where the customer came by none', null, 1, null],
    ['to await a reply as the customer comes', clicked(zero), 0, awaiting],
    ['to await it until its time is up', clicked(zero), 23.999, awaiting],
    ['no more when the time is up (FEP-4)', clicked(zero), 24, null],
    ['not before it opens', answered(zero), 1.999, null],
    ['open as it opens', answered(zero), 2, open],
    ['open until it closes', answered(zero), 19.999, open],
    ['no more when it closes, though time to reply would be left', answered(zero), 20, null],
    [
      'with what Meta said of its end',
      { ...answered(zero), expiry: 'reported' },
      5,
      { ...open, expiry: 'reported' },
    ],
  ])('%s', (_what, entryPoint, hour, expected) => {
    expect(seen(entryPoint, hour)).toEqual(expected)
  })
})

test('an entry point is written as JSON, whether it waits or is open', () => {
  const zero = noon('2026-10-10')
  const written = (entryPoint: EntryPoint): unknown =>
    viewToJson(viewOf({ ...quiet, entryPoint }, zero + 5 * HOUR, engine().rulesAt))['entryPoint']
  expect(written(clicked(zero))).toEqual({ state: 'awaiting-reply', replyBy: '2026-10-11T12:00:00.000Z' })
  expect(written(answered(zero))).toEqual({
    state: 'open',
    opensAt: '2026-10-10T14:00:00.000Z',
    closesAt: '2026-10-11T08:00:00.000Z',
    expiry: 'estimated',
  })
})

describe('the billed conversations that are open', () => {
  const billedAt = (day: string, entryPoint: EntryPoint | null, hour: number): readonly string[] => {
    const zero = noon(day)
    const hours = (at: number): string => String((at - zero) / HOUR)
    const standing: Standing = {
      ...quiet,
      entryPoint,
      billing: {
        awaiting: [],
        conversations: [
          { category: 'utility', opensAt: zero, closesAt: zero + 24 * HOUR },
          { category: 'marketing', opensAt: zero + 4 * HOUR, closesAt: zero + 28 * HOUR },
        ],
      },
    }
    return billedConversationsAt(standing, zero + hour * HOUR, engine().rulesAt).map(
      ({ category, opensAt, closesAt }) => `${category} ${hours(opensAt)}..${hours(closesAt)}`,
    )
  }
  const [utility, free, marketing] = ['utility 0..24', 'referral_conversion 2..20', 'marketing 4..28']

  test.each<[string, string, number, readonly (string | undefined)[]]>([
    ['those that opened and have not closed', '2023-04-10', 3.999, [utility, free]],
    [
      'in the order in which they opened, the free entry point among them',
      '2023-04-10',
      5,
      [utility, free, marketing],
    ],
    ['without the entry point once that has closed', '2023-04-10', 20, [utility, marketing]],
    ['without the conversation that closes', '2023-04-10', 24, [marketing]],
    ['the free entry point alone where it ended the others (FEP-8)', '2023-08-10', 5, [free]],
    ['the others where it has closed', '2023-08-10', 20, [utility, marketing]],
    ['without the entry point where messages are charged', '2025-08-10', 5, [utility, marketing]],
  ])('are %s', (_what, day, hour, expected) => {
    expect(billedAt(day, answered(noon(day)), hour)).toEqual(expected)
  })

  test.each([
    ['no entry point', null],
    ['a click that nobody has answered', clicked(noon('2023-08-10'))],
  ])('are none but those that were billed, where there is %s', (_what, entryPoint) => {
    expect(billedAt('2023-08-10', entryPoint, 5)).toEqual([utility, marketing])
  })
})
