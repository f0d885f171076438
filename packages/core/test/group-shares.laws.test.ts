import fc from 'fast-check'
import { describe, test } from 'vitest'
import {
  DAY,
  HOUR,
  engine,
  isRight,
  isThreadEvent,
  readState,
  writeState,
  type Charge,
  type Event,
  type Instant,
  type MessageStatus,
  type State,
} from '../src/index.ts'
import { holds, isRefuted } from './support/check.ts'
import { same } from './support/folds.ts'
import { origin } from './support/names.ts'

/** A group's message is charged for each member as if each had got it alone (GRP-5, POS-48). */

const group = { phoneNumberId: '100', customer: 'a group' }
const members = ['15550100001', 'BR.2', '4930100'] as const
const categories = ['marketing', 'utility', undefined] as const

/** What becomes of one message for one member, and how long after it was sent. */
interface Step {
  readonly message: number
  /** Nobody for the message as a whole. */
  readonly member: (typeof members)[number] | undefined
  readonly status: MessageStatus['status']
  readonly after: number
  /** The type that Meta reports of the price, where it reports one. */
  readonly reported: 'regular' | 'free_customer_service' | null
}

interface Story {
  /** When the group writes. */
  readonly opens: readonly number[]
  /** When messages are sent, and the category of a template. */
  readonly sends: readonly (readonly [at: number, category: (typeof categories)[number]])[]
  readonly steps: readonly Step[]
}

const hours = fc.integer({ min: 0, max: 20 * 24 }).map((hour) => hour * HOUR)

const storiesOf = (member: fc.Arbitrary<Step['member']>): fc.Arbitrary<Story> =>
  fc.record({
    opens: fc.array(hours, { maxLength: 4 }),
    sends: fc.array(fc.tuple(hours, fc.constantFrom(...categories)), { minLength: 1, maxLength: 3 }),
    steps: fc.array(
      fc.record({
        message: fc.nat({ max: 2 }),
        member,
        status: fc.constantFrom('sent' as const, 'delivered', 'delivered', 'read', 'failed'),
        after: fc.constantFrom(0, 1, HOUR, DAY - 1, DAY, DAY + 1, 5 * DAY, 30 * DAY - 1, 30 * DAY),
        reported: fc.constantFrom('regular' as const, 'regular', 'free_customer_service', null),
      }),
      { maxLength: 9 },
    ),
  })

const stories = storiesOf(fc.constantFrom(...members))
/** Some statuses name no member. */
const mixedStories = storiesOf(fc.constantFrom(...members, undefined))

const eventsOf = ({ opens, sends, steps }: Story): readonly Event[] =>
  [
    ...opens.map((at, index): Event => ({
      type: 'customer-messaged',
      id: `c${index}`,
      at: origin + at,
      kind: 'text',
      ...group,
    })),
    ...sends.map(([at, category], index): Event => ({
      type: 'business-messaged',
      id: `m${index}`,
      at: origin + at,
      content:
        category === undefined
          ? { kind: 'service' }
          : { kind: 'template', name: 'a', language: 'fr', category },
      ...group,
    })),
    ...steps.flatMap(({ message, member, status, after, reported }, index): readonly Event[] => {
      const [at, category = 'service'] = sends[message] ?? []
      if (at === undefined) return []
      return [
        {
          type: 'message-status',
          id: `s${index}`,
          at: origin + at + after,
          message: `m${message}`,
          ...(member === undefined ? {} : { participant: member }),
          status,
          ...(reported === null
            ? {}
            : { pricing: { model: 'PMP', category: `group_${category}`, type: reported } }),
          ...group,
        },
      ]
    }),
  ].toSorted((a, b) => a.at - b.at)

/** The same as if that member were the only one, and no group. */
const asIfAlone = (events: readonly Event[], member: string): readonly Event[] =>
  events.flatMap((event): readonly Event[] => {
    if (event.type !== 'message-status') return [event]
    const { participant, ...status } = event
    return participant === member ? [status] : []
  })

const { initial, evolve, charges, absorb, settle, history } = engine()

/** Clauses about how the delivery and the report were read. */
const aboutReading: ReadonlySet<string> = new Set(['POS-13', 'POS-14', 'POS-15'])

const essenceOf = (charge: Charge): readonly unknown[] => {
  const { message, at, unit, category, type, reported, isContradicted, windowOpen, because } = charge
  return [
    message,
    at,
    unit,
    category,
    type,
    reported,
    isContradicted,
    windowOpen,
    because.filter((id) => aboutReading.has(id)),
  ]
}

/** What the whole history costs, nothing settled. */
const chargesOf = (events: readonly Event[]): readonly Charge[] =>
  history(events.filter(isThreadEvent)).charges

/** The charges of an engine that settles as it goes. */
const settledAndLeft = (events: readonly Event[], until: Instant): readonly Charge[] => {
  const settled: Charge[] = []
  let state: State = initial
  for (const event of events) {
    const absorbed = absorb(state, event)
    state = absorbed.state
    settled.push(...absorbed.settled.charges)
  }
  const done = settle(state, group, until)
  const read = readState(JSON.parse(JSON.stringify(writeState(done.state))))
  if (!isRight(read)) throw new Error('the state is not read again')
  return charges(
    read.right,
    [...settled, ...done.settled.charges].map((charge) => ({ ...group, ...charge })),
  )
}

const isAlike = (events: readonly Event[], got: readonly Charge[]): boolean =>
  members.every((member) =>
    same(
      got.filter(({ participant }) => participant === member).map(essenceOf),
      chargesOf(asIfAlone(events, member)).map(essenceOf),
    ),
  ) && got.every(({ participant }) => participant !== undefined)

/** Beside the first, all statuses of the same message are taken for those of one member. */
const togetherAsBefore = (events: readonly Event[]): readonly Charge[] =>
  chargesOf(
    events.map((event) => (event.type === 'message-status' ? { ...event, participant: members[0] } : event)),
  )

/** The first failure of any member counts for the whole message. */
const allFailTogether = (events: readonly Event[]): readonly Charge[] =>
  chargesOf(
    events.map((event) => {
      if (event.type !== 'message-status' || event.status !== 'failed') return event
      const { participant: _, ...whole } = event
      return whole
    }),
  )

describe('each member of a group is charged for as if alone', () => {
  test('whatever becomes of the others', () => {
    holds([stories], (story) => {
      const events = eventsOf(story)
      return isAlike(events, chargesOf(events))
    })
  })

  test('settled early, late or not at all', () => {
    holds([mixedStories, fc.nat({ max: 70 })], (story, days) => {
      const events = eventsOf(story)
      return same(
        settledAndLeft(events, origin + days * DAY).map(essenceOf),
        chargesOf(events).map(essenceOf),
      )
    })
  })

  test('after any part of it was written down and read again', () => {
    holds([mixedStories, fc.nat({ max: 12 })], (story, part) => {
      const events = eventsOf(story)
      const read = readState(
        JSON.parse(JSON.stringify(writeState(events.slice(0, part).reduce(evolve, initial)))),
      )
      return (
        isRight(read) &&
        same(charges(events.slice(part).reduce(evolve, read.right)), charges(events.reduce(evolve, initial)))
      )
    })
  })

  test('in whichever order the statuses of an instant come, and how often', () => {
    holds([mixedStories], (story) => {
      const events = eventsOf(story)
      const shuffled = [...events].reverse().toSorted((a, b) => a.at - b.at)
      return same(
        charges([...shuffled, ...events.slice(-3)].reduce(evolve, initial)),
        charges(events.reduce(evolve, initial)),
      )
    })
  })

  test('which is not so where statuses or failures are taken together', () => {
    for (const mutant of [togetherAsBefore, allFailTogether])
      if (!isRefuted([stories], (story) => isAlike(eventsOf(story), mutant(eventsOf(story)))))
        throw new Error(`${mutant.name} is not caught`)
  })
})
