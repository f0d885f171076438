import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  DAY,
  HOUR,
  MINUTE,
  defaultSettings,
  engine,
  type Charge,
  type Event,
  type Instant,
  type Month,
} from '../src/index.ts'
import { allotTiers, compareDeliveries, cover, type Placed } from '../src/store.ts'
import { startOfLocalDay } from '../src/time.ts'
import { billWith, threadEvents } from './support/bills.ts'
import { billingTraces } from './support/billing-traces.ts'
import { holds, isRefuted } from './support/check.ts'
import { same } from './support/folds.ts'

const amount = 3
const permutation = <A>(all: readonly A[]): fc.Arbitrary<readonly A[]> =>
  fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length })

/** Charges of two months and two holders; many at the same instant. */
interface Held extends Charge {
  readonly holder: string
}
const claims: fc.Arbitrary<readonly Held[]> = fc
  .array(fc.tuple(fc.nat(4), fc.constantFrom('2026-10', '2026-11'), fc.constantFrom('a', 'b'), fc.nat(3)))
  .map((drawn) =>
    drawn.map(([hour, month, holder, what], index): Held => ({
      holder,
      message: `${'zkb'[index % 3] ?? ''}${index}`,
      sentAt: 0,
      at: Date.parse(`${month}-10T00:00:00Z`) + hour * HOUR,
      month: month as Month,
      rulebook: '2026-10-01',
      unit: 'message',
      category: 'service',
      type: what === 0 ? 'free_entry_point' : 'free_customer_service',
      claim:
        what === 0
          ? null
          : {
              tier: { amount, counts: 'service-messages', per: 'phone-number' },
              beyond: what === 1 ? 'not_charged' : 'regular',
            },
      because: [],
      windowOpen: { whenSent: true, whenDelivered: true },
      reported: null,
      isContradicted: false,
    })),
  )
const shuffledClaims = claims.chain((all) => fc.tuple(fc.constant(all), permutation(all)))
const allot = (charges: readonly Held[]): readonly Held[] => allotTiers(charges, ({ holder }) => holder)

describe('a free tier', () => {
  const coversEarliest =
    (coverOne: typeof cover) =>
    ([all, arrived]: readonly [readonly Placed[], readonly Placed[]]): boolean => {
      let covered: readonly Placed[] = []
      for (const one of arrived) covered = coverOne(covered, one, amount).covered
      return same(
        covered.map(({ message }) => message),
        all
          .toSorted(compareDeliveries)
          .slice(0, amount)
          .map(({ message }) => message),
      )
    }

  test('covers the earliest deliveries, whatever the order in which they become known', () => {
    holds([shuffledClaims], coversEarliest(cover))
  })

  test('mutant: one that counts by arrival is refuted', () => {
    const byArrival: typeof cover = (covered, one, most) =>
      covered.length >= most
        ? { covered, beyond: one }
        : { covered: [...covered, one].sort(compareDeliveries), beyond: null }
    expect(isRefuted([shuffledClaims], coversEarliest(byArrival))).toBe(true)
  })

  test('mutant: one that takes a later wamid of the same instant first is refuted', () => {
    const byInstantAlone: typeof cover = (covered, one, most) => {
      const longer = [...covered, one].sort((a, b) => a.at - b.at)
      return { covered: longer.slice(0, most), beyond: longer[most] ?? null }
    }
    expect(isRefuted([shuffledClaims], coversEarliest(byInstantAlone))).toBe(true)
  })

  test('is allotted the same in any order, and again', () => {
    holds(
      [shuffledClaims],
      ([all, arrived]) => same(allot(arrived), allot(all)) && same(allot(allot(all)), allot(all)),
    )
  })

  test('covers its amount of each month and holder, decides all claims, and touches nothing else', () => {
    holds([claims], (all) => {
      const decided = allot(all)
      const byDelivery = all.toSorted(compareDeliveries)
      return (
        decided.length === all.length &&
        byDelivery.every((charge, index) => {
          const earlier = byDelivery
            .slice(0, index)
            .filter(
              ({ claim, month, holder }) =>
                claim !== null && month === charge.month && holder === charge.holder,
            )
          const isBeyond = charge.claim !== null && earlier.length >= amount
          const { message, type, unit } = decided[index] ?? charge
          const beyond = charge.claim?.beyond ?? charge.type
          return (
            message === charge.message &&
            type === (isBeyond ? beyond : charge.type) &&
            unit === (isBeyond && beyond === 'not_charged' ? 'none' : charge.unit)
          )
        })
      )
    })
  })

  test('is all by which threads change each other’s charges', () => {
    holds([billingTraces()], ([{ timeZone }, events]) => {
      const subject = engine({ ...defaultSettings, timeZone })
      const facts = threadEvents(events)
      const names = [...new Set(facts.map(({ phoneNumberId, customer }) => `${phoneNumberId} ${customer}`))]
      const alone = names.flatMap(
        (name) => subject.history(facts.filter((f) => `${f.phoneNumberId} ${f.customer}` === name)).charges,
      )
      const small = alone.map((charge) =>
        charge.claim === null
          ? charge
          : { ...charge, claim: { ...charge.claim, tier: { ...charge.claim.tier, amount: 1 } } },
      )
      const together = allotTiers(small, () => 'everybody')
      return small.every((charge) => {
        const decided = together.find(({ message }) => message === charge.message)
        if (same(decided, charge)) return true
        return charge.claim !== null && decided?.type === charge.claim.beyond
      })
    })
  })
})

describe('a thousand free service messages in October 2026', () => {
  const timeZone = 'America/Los_Angeles'
  const october = startOfLocalDay('2026-10-01', timeZone)
  const november = startOfLocalDay('2026-11-01', timeZone)

  /** A customer who writes every 12 hours, and service messages to each of three, all over the month. */
  const month = (from: Instant, until: Instant, count: number): readonly Event[] => {
    const customers = ['15550100001', '15550100002', '15550100003']
    const writing = customers.flatMap((customer) =>
      Array.from({ length: Math.ceil((until - from) / (12 * HOUR)) }, (_, i): Event => ({
        type: 'customer-messaged',
        id: `c${customer}${from}${i}`,
        at: from + i * 12 * HOUR,
        kind: 'text',
        phoneNumberId: '100',
        customer,
      })),
    )
    const sent = Array.from({ length: count }, (_, i): readonly Event[] => {
      const at = from + Math.floor(((until - from - MINUTE) * i) / count)
      const name = { phoneNumberId: '100', customer: customers[i % 3] ?? '' }
      const id = `m${from}-${String(i).padStart(4, '0')}`
      return [
        { type: 'business-messaged', id, at, content: { kind: 'service' }, ...name },
        { type: 'message-status', id: `${id}/d`, message: id, status: 'delivered', at: at + 1000, ...name },
      ]
    })
    return [...writing, ...sent.flat()]
  }
  const all = [...month(october, november, 1200), ...month(november, november + 20 * DAY, 30)]
  const bill = (events: readonly Event[], exemptOrganisation = false): readonly Charge[] =>
    billWith(engine({ ...defaultSettings, timeZone, exemptOrganisation, horizon: 360 * DAY }))(events)
  const inOrder = all.toSorted((a, b) => a.at - b.at)

  test('are the first thousand of the phone number, over all threads, in any order of arrival', () => {
    const arrived = fc.sample(permutation(all), { seed: 20_261_001, numRuns: 1 })[0] ?? []
    const charges = bill(arrived)
    const types = charges.map(({ type }) => type)
    expect(types.slice(0, 1000).every((type) => type === 'free_customer_service')).toBe(true)
    expect(types.slice(1000, 1200).every((type) => type === 'regular')).toBe(true)
    // A new month, a new thousand.
    expect(types.slice(1200)).toEqual(Array.from({ length: 30 }, () => 'free_customer_service'))
    expect(bill(inOrder)).toEqual(charges)
  })

  test('are the same where settling told most of them', () => {
    const settling = billWith(engine({ ...defaultSettings, timeZone }))
    expect(settling(inOrder)).toEqual(bill(inOrder))
  })

  test('are followed by what costs an exempt organisation nothing', () => {
    const beyond = bill(inOrder, true).slice(1000, 1200)
    expect(beyond.every(({ unit, type }) => unit === 'none' && type === 'not_charged')).toBe(true)
  })
})
