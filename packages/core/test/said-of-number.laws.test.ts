import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, type Instant } from '../src/index.ts'
import { insertAccountFact, noAccountFacts, type AccountFact } from '../src/account/facts.ts'
import { keptSaid, saidOfNumber, type SaidOf } from '../src/account/said-of-number.ts'
import { holds, isRefuted } from './support/check.ts'
import { origin } from './support/names.ts'

type Saying = (id: string, at: Instant) => AccountFact

const named = fc.constantFrom<{ readonly phoneNumberId?: string; readonly displayPhoneNumber?: string }[]>(
  {},
  { phoneNumberId: '100' },
  { phoneNumberId: '200' },
  { displayPhoneNumber: '+49 30 100' },
)
const accounts = fc.constantFrom('A', 'B')
const lengths = fc.constantFrom(0, 1, DAY, 3 * DAY)

const sayings: fc.Arbitrary<Saying> = fc.oneof(
  fc.tuple(accounts, named, fc.option(lengths)).map(([account, number, length]): Saying => (id, at) => ({
    type: 'account-restricted',
    id,
    at,
    account,
    restriction: 'replies',
    ...number,
    ...(length === null ? {} : { until: at + length }),
  })),
  fc.tuple(accounts, named).map(([account, number]): Saying => (id, at) => ({
    type: 'account-released',
    id,
    at,
    account,
    ...number,
  })),
  fc.constantFrom(80, 1000).map((perSecond): Saying => (id, at) => ({
    type: 'throughput-changed',
    id,
    at,
    phoneNumberId: '100',
    perSecond,
  })),
  fc.tuple(accounts, lengths).map(([account, length]): Saying => (id, at) => ({
    type: 'authentication-rate-changed',
    id,
    at,
    account,
    from: at + length,
    exceptCountries: [id],
  })),
)

const days = fc.nat(8).map((day) => origin + day * DAY)
const shown = ['4930100']
const ofA = ['A']
const nothing: readonly string[] = []
/** Few, so that one is often asked about twice between two facts. */
const numbers = fc.constantFrom(
  { id: '100', displays: shown, accounts: ofA, country: 'DE' },
  { id: '100', displays: nothing, accounts: nothing, country: 'DE' },
  { id: '200', displays: nothing, accounts: nothing, country: null },
)
const instants = fc.tuple(days, fc.constantFrom(-1, 0, 1)).map(([day, offset]) => day + offset)

/** A fact that comes, or a question. */
const steps = fc.array(
  fc.oneof(fc.record({ say: sayings, at: days }), {
    weight: 3,
    arbitrary: fc.record({ number: numbers, asks: instants }),
  }),
  { minLength: 10, maxLength: 40, size: 'max' },
)

const agrees =
  (keeper: () => SaidOf) =>
  (taken: typeof steps extends fc.Arbitrary<infer Steps> ? Steps : never): boolean => {
    const saidOf = keeper()
    let facts = noAccountFacts
    return taken.every((step, index) => {
      if ('say' in step) {
        facts = insertAccountFact(facts, step.say(`f${index}`, step.at)) ?? facts
        return true
      }
      const { number, asks } = step
      return JSON.stringify(saidOf(facts, number, asks)) === JSON.stringify(saidOfNumber(facts, number, asks))
    })
  }

describe('what facts about accounts say of a number', () => {
  test('is kept from question to question as if all facts were read each time', () => {
    holds([steps], agrees(keptSaid), 300)
  })

  test('mutant: one that keeps it until another fact comes is refuted', () => {
    const stubborn = (): SaidOf => {
      const said = new Map<unknown, ReturnType<SaidOf>>()
      return (facts, number, at) => {
        const known = said.get(number)
        const now = known !== undefined && facts === seen ? known : saidOfNumber(facts, number, at)
        if (facts !== seen) said.clear()
        seen = facts
        said.set(number, now)
        return now
      }
    }
    let seen: unknown = null
    expect(isRefuted([steps], agrees(stubborn))).toBe(true)
  })
})
