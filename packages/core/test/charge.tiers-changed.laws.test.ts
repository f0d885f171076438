import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  DAY,
  MINUTE,
  isRight,
  type Charge,
  type Event,
  type FreeTier,
  type Instant,
  type Month,
} from '../src/index.ts'
import { admit, allotTiers, noTiers, undecidedIn, type Tiers } from '../src/store.ts'
import { booksOf, keysOf } from './support/bills.ts'
import { holds, isRefuted } from './support/check.ts'
import { engineOf } from './support/engine-of.ts'
import { same } from './support/folds.ts'

/** An amendment in the middle of a month may change how many are free, and whose they are. */
const tier: fc.Arbitrary<FreeTier> = fc.record({
  amount: fc.nat(4),
  counts: fc.constant('service-messages' as const),
  per: fc.constantFrom('account' as const, 'phone-number' as const),
  because: fc.constant([]),
})

const november = Date.UTC(2026, 10, 1)

/** Answers of two phone numbers of one account to a customer who has just written, as days of November. */
const answers = fc
  .uniqueArray(fc.integer({ min: 0, max: 29 * 24 }), { minLength: 4, maxLength: 14 })
  .chain((hours) =>
    fc.array(fc.constantFrom('100', '200'), { minLength: hours.length, maxLength: hours.length }).map((of) =>
      hours
        .toSorted((a, b) => a - b)
        .map((hour, index) => ({
          at: november + hour * 60 * MINUTE,
          phoneNumberId: of[index] ?? '100',
        })),
    ),
  )

const eventsOf = ({ at, phoneNumberId }: { at: Instant; phoneNumberId: string }): readonly Event[] => {
  const key = { phoneNumberId, customer: '15550100001', account: 'A' }
  const id = `m${at}`
  return [
    { type: 'customer-messaged', id: `c${at}`, at: at - MINUTE, kind: 'text', ...key },
    { type: 'business-messaged', id, at, content: { kind: 'service' }, ...key },
    { type: 'message-status', id: `${id}/d`, message: id, status: 'delivered', at, ...key },
  ]
}

describe('a free tier that changes in the middle of a month', () => {
  test('counts what its holder used of the month, and ask says beforehand what is charged', () => {
    holds(
      [tier, tier, answers, fc.nat(4)],
      (first, second, sent, odd) => {
        const subject = engineOf({
          amendments: [
            { effective: '2026-11-01', changes: { freeTier: first } },
            { effective: '2026-11-15', changes: { freeTier: second } },
          ],
        })
        const books = booksOf(subject)
        const said = sent.map((answer, index) => {
          const [wrote, ...answered] = eventsOf(answer)
          if (wrote !== undefined) books.absorb(wrote)
          const { at, phoneNumberId } = answer
          const key = { phoneNumberId, customer: '15550100001' }
          const asked = subject.ask(books.state(), key, { kind: 'service' }, at)
          answered.forEach((event) => books.absorb(event))
          if (index % 5 === odd)
            for (const one of keysOf(books.state())) books.settle(one, at + 8 * DAY + index * MINUTE)
          if (index % 3 === odd) books.restart()
          return isRight(asked) ? asked.right.charge.type : asked.left.answer
        })
        const should = sent.map(({ at, phoneNumberId }, index) => {
          const { per, amount } = at < Date.UTC(2026, 10, 15) ? first : second
          const before = sent.slice(0, index)
          const used = before.filter((one) => per === 'account' || one.phoneNumberId === phoneNumberId)
          return used.length < amount ? 'free_customer_service' : 'regular'
        })
        const charged = books.charges().map(({ type }) => type)
        return same(said, should) && same(charged, should)
      },
      100,
    )
  })
})

/** Claims on tiers of whatever amount and holder, in one month. */
const claims: fc.Arbitrary<readonly (Charge & { phoneNumberId: string })[]> = fc
  .array(fc.record({ hour: fc.nat(9), phoneNumberId: fc.constantFrom('100', '200'), tier }), {
    maxLength: 14,
  })
  .map((drawn) =>
    drawn.map(({ hour, phoneNumberId, tier: own }, index) => ({
      phoneNumberId,
      message: `m${index}`,
      sentAt: 0,
      at: november + hour,
      month: '2026-11' as Month,
      rulebook: '2026-10-01' as const,
      unit: 'message' as const,
      category: 'service',
      type: 'free_customer_service' as const,
      claim: { tier: own, beyond: 'regular' as const },
      because: [],
      isAcrossRulebooks: false,
      windowOpen: { whenSent: true, whenDelivered: true },
      reported: null,
      isContradicted: false,
      otherConversation: null,
    })),
  )

type Claimed = Charge & { phoneNumberId: string }

const holderOf = ({ phoneNumberId }: Claimed, per: FreeTier['per']): string =>
  per === 'account' ? 'A' : phoneNumberId

/** What one after the other decides, as books over a stream do. */
const isAsTogether =
  (largest: (all: readonly Charge[]) => number) =>
  (all: readonly Claimed[], arrived: readonly Claimed[]): boolean => {
    let tiers: Tiers<Claimed> = noTiers
    const decided: Claimed[] = []
    for (const charge of arrived) {
      const admitted = admit(tiers, charge.phoneNumberId, charge, largest(all))
      tiers = admitted.tiers
      if (admitted.decided !== null) decided.push(admitted.decided)
    }
    decided.push(...allotTiers(undecidedIn(tiers), holderOf))
    const typeOf = (charges: readonly Claimed[], message: string): unknown =>
      charges.find((charge) => charge.message === message)?.type
    const together = allotTiers(all, holderOf)
    return (
      decided.length === all.length &&
      all.every(({ message }) => typeOf(decided, message) === typeOf(together, message))
    )
  }

describe('claims on several tiers in a stream', () => {
  const shuffled = claims.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
  )
  const amounts = (all: readonly Charge[]): readonly number[] =>
    all.flatMap(({ claim }) => claim?.tier.amount ?? [])
  const largest = (all: readonly Charge[]): number => Math.max(0, ...amounts(all))

  test('are decided as they are together', () => {
    holds([shuffled], ([all, arrived]) => isAsTogether(largest)(all, arrived), 1000)
  })

  test('mutant: with no more kept than the smallest tier covers is refuted', () => {
    const smallest = (all: readonly Charge[]): number => Math.min(4, ...amounts(all))
    expect(isRefuted([shuffled], ([all, arrived]) => isAsTogether(smallest)(all, arrived))).toBe(true)
  })
})
