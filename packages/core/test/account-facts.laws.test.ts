import fc from 'fast-check'
import { describe, test } from 'vitest'
import { DAY, HOUR, engine, writeState, type Instant, type Restriction } from '../src/index.ts'
import {
  insertAccountFact,
  noAccountFacts,
  type AccountFact,
  type AccountFacts,
} from '../src/account/facts.ts'
import { groupAt } from '../src/account/groups.ts'
import { messagingLimitAt, throughputAt } from '../src/account/limits.ts'
import { restrictionsAt } from '../src/account/restrictions.ts'
import { scopeOf } from '../src/account/scope.ts'
import { assoc, entriesOf } from '../src/persistent-map.ts'
import { holds } from './support/check.ts'
import { origin } from './support/names.ts'

/** What a fact says, but for its id and its instant. */
type Saying = (id: string, at: Instant) => AccountFact

const numbers = fc.constantFrom<{ readonly phoneNumberId?: string; readonly displayPhoneNumber?: string }[]>(
  {},
  { phoneNumberId: '100' },
  { phoneNumberId: '200' },
  { displayPhoneNumber: '+49 30 100' },
)
const restrictions = fc.constantFrom<Restriction[]>('replies', 'all-messages')

const limits: fc.Arbitrary<Saying> = fc
  .constantFrom(null, 250, 2000)
  .map((limit) => (id, at) => ({ type: 'messaging-limit-changed', id, at, account: 'A', limit }))

const throughputs: fc.Arbitrary<Saying> = fc
  .constantFrom(80, 1000)
  .map((perSecond) => (id, at) => ({ type: 'throughput-changed', id, at, phoneNumberId: '100', perSecond }))

const groups: fc.Arbitrary<Saying> = fc
  .constantFrom('active' as const, 'suspended' as const)
  .map((state) => (id, at) => ({ type: 'group-changed', id, at, phoneNumberId: '100', group: 'G', state }))

const restricted: fc.Arbitrary<Saying> = fc
  .tuple(restrictions, numbers, fc.constantFrom(null, HOUR, 3 * DAY, 60 * DAY))
  .map(([restriction, number, length]) => (id, at) => ({
    type: 'account-restricted',
    id,
    at,
    account: 'A',
    restriction,
    ...number,
    ...(length === null ? {} : { until: at + length }),
  }))

const released: fc.Arbitrary<Saying> = fc
  .tuple(fc.option(restrictions), numbers)
  .map(([restriction, number]) => (id, at) => ({
    type: 'account-released',
    id,
    at,
    account: 'A',
    ...number,
    ...(restriction === null ? {} : { restriction }),
  }))

const kinds: readonly fc.Arbitrary<Saying>[] = [limits, throughputs, groups, fc.oneof(restricted, released)]

/** So many facts of a kind within so many days, some of them at one instant. */
const factsOf = (
  saying: fc.Arbitrary<Saying>,
  days: number,
  minLength: number,
  maxLength: number,
): fc.Arbitrary<readonly AccountFact[]> =>
  fc
    .array(fc.tuple(saying, fc.nat(days)), { minLength, maxLength })
    .map((said) => said.map(([say, day], index) => say(`f${index}`, origin + day * DAY)))

const shuffled = <T>(items: readonly T[]): fc.Arbitrary<readonly T[]> =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length })

const known = (facts: readonly AccountFact[]): AccountFacts =>
  facts.reduce((before, fact) => insertAccountFact(before, fact) ?? before, noAccountFacts)

/** The same with nothing forgotten, for facts about one thing. */
const knownWhole = (facts: readonly AccountFact[]): AccountFacts =>
  [...entriesOf(known(facts.slice(0, 1)))].reduce(
    (_, [subject]) =>
      assoc(
        noAccountFacts,
        subject,
        facts.toSorted((a, b) => a.at - b.at),
      ),
    noAccountFacts,
  )

const scope = scopeOf('100', ['4930100'], ['A'])

/** All that is asked of facts, at an instant. */
const answers = (facts: AccountFacts, at: Instant): string =>
  JSON.stringify([
    restrictionsAt(facts, scope, at),
    messagingLimitAt(facts, (account) => account === 'A', at) ?? 'unknown',
    throughputAt(facts, scope, at),
    groupAt(facts, '100', 'G', at),
  ])

describe('facts about accounts, phone numbers and groups', () => {
  test('are the same state in any order of arrival, and are taken in once', () => {
    const { initial, absorb } = engine()
    const both = fc
      .array(fc.oneof(...kinds.map((kind) => factsOf(kind, 3, 1, 5))), { minLength: 1, maxLength: 4 })
      .map((lists) =>
        lists.flatMap((list, index) => list.map((fact) => ({ ...fact, id: `${index}${fact.id}` }))),
      )
      .chain((facts) => fc.tuple(fc.constant(facts), shuffled(facts)))
    holds([both], ([facts, others]) => {
      const [state, other] = [facts, others].map((list) =>
        list.reduce((before, fact) => absorb(before, fact).state, initial),
      )
      if (state === undefined || other === undefined) return false
      return (
        JSON.stringify(writeState(state)) === JSON.stringify(writeState(other)) &&
        facts.every((fact) => absorb(state, fact).outcome === 'duplicate')
      )
    })
  })

  test('answer in the last forty days as if none was forgotten, in whatever order they came', () => {
    const many = fc
      .oneof(...kinds.map((kind) => factsOf(kind, 100, 65, 150)))
      .chain((facts) => fc.tuple(fc.constant(facts), shuffled(facts)))
    holds(
      [many],
      ([facts, others]) => {
        const whole = knownWhole(facts)
        const newest = Math.max(...facts.map(({ at }) => at))
        const instants = Array.from({ length: 81 }, (_, index) => newest - (index >> 1) * DAY - (index % 2))
        return [facts, others]
          .map(known)
          .every((kept) => instants.every((at) => answers(kept, at) === answers(whole, at)))
      },
      60,
    )
  })
})
