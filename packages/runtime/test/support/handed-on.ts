import fc from 'fast-check'
import { DAY, HOUR, type ThreadEvent } from '@guichet/core'
import { start } from './world.ts'

/** All ids that may be erased. */
export const ids = ['US.a', 'US.b', 'FR.c', '1', '2'] as const

/** Events of customers who share numbers, in the order in which they arrive, and who is erased. */
export interface HandedOn {
  readonly facts: readonly ThreadEvent[]
  readonly erased: string
  /** What happened before the erasure and arrives after it; each names a number alone, which tells nothing of who is who. */
  readonly late: readonly ThreadEvent[]
}

interface Names {
  readonly customer: string
  readonly aliases?: readonly string[]
}

const names = fc.constantFrom<Names>(
  { customer: '1' },
  { customer: '1' },
  { customer: '2' },
  { customer: 'US.a' },
  ...['US.a', 'US.b', 'FR.c'].flatMap((customer) => [
    { customer, aliases: ['1'] },
    { customer: '1', aliases: [customer] },
    { customer, aliases: ['2'] },
  ]),
)

const kinds = ['text', 'text', 'ad', 'edit', 'reply', 'delivered', 'refused', 'renamed'] as const

const eventOf = (id: string, at: number, named: Names, kind: (typeof kinds)[number]): ThreadEvent => {
  const common = { id, at, phoneNumberId: '100', ...named }
  const status = { ...common, type: 'message-status', message: `wamid.${id}` } as const
  switch (kind) {
    case 'ad':
      return { ...common, type: 'customer-messaged', kind: 'text', entryPoint: { source: 'ad' } }
    case 'reply':
      return { ...common, type: 'business-messaged', content: { kind: 'service' } }
    case 'delivered':
      return { ...status, status: 'delivered' }
    case 'refused':
      return { ...status, status: 'failed', errorCode: 131047 }
    case 'renamed':
      return {
        id,
        at,
        phoneNumberId: '100',
        customer: named.customer,
        type: 'customer-renamed',
        previous: named.customer,
        current: '9',
      }
    case 'text':
    case 'edit':
      return { ...common, type: 'customer-messaged', kind }
  }
}

interface Size {
  readonly minLength: number
  readonly maxLength: number
}

/** Events of the time of that length before the start. */
const eventsWith = (
  named: fc.Arbitrary<Names>,
  mark: string,
  span: number,
  size: Size,
): fc.Arbitrary<readonly ThreadEvent[]> =>
  fc
    .array(fc.tuple(fc.nat({ max: span / HOUR }), named, fc.constantFrom(...kinds)), { ...size, size: 'max' })
    .map((steps) =>
      steps.map(([hour, one, kind], index) =>
        eventOf(`<${mark}${index}>`, start - span - HOUR + hour * HOUR, one, kind),
      ),
    )

/** What is younger than the lateness horizon, in any order. */
export const handedOn: fc.Arbitrary<HandedOn> = fc.record({
  facts: eventsWith(names, '', 6 * DAY, { minLength: 2, maxLength: 8 }),
  erased: fc.constantFrom(...ids),
  late: eventsWith(fc.constantFrom({ customer: '1' }, { customer: '2' }), 'late ', 6 * DAY, {
    minLength: 0,
    maxLength: 2,
  }),
})

/** What is partly settled, in the order in which it happened, one after the other. */
export const settledLongAgo: fc.Arbitrary<HandedOn> = fc.record({
  facts: eventsWith(names, '', 60 * DAY, { minLength: 2, maxLength: 8 }).map((facts) =>
    facts
      .toSorted((one, other) => one.at - other.at)
      .map((event, index) => ({ ...event, at: event.at + index })),
  ),
  erased: fc.constantFrom(...ids),
  late: fc.constant([]),
})

const ordersOf = <One>(list: readonly One[]): readonly (readonly One[])[] =>
  list.length === 0
    ? [[]]
    : list.flatMap((first) => ordersOf(list.filter((one) => one !== first)).map((rest) => [first, ...rest]))

/** Every order in which two customers' events may arrive, each with one id who is erased. */
export const everyOrder: readonly HandedOn[] = ordersOf([
  eventOf('<a1>', start - 4 * HOUR, { customer: 'US.a', aliases: ['1'] }, 'text'),
  eventOf('<aN>', start - 3 * HOUR, { customer: '1' }, 'text'),
  eventOf('<b1>', start - 2 * HOUR, { customer: 'US.b', aliases: ['1'] }, 'text'),
  eventOf('<bN>', start - HOUR, { customer: '1' }, 'text'),
]).flatMap((facts) => ['US.a', 'US.b', '1'].map((erased) => ({ facts, erased, late: [] })))

const [early, later] = [start - 4 * HOUR, start - HOUR]

/** Both were seen with the number at the same two instants. At the second one it was the first customer's for no time. */
export const heldForNoTime: HandedOn = {
  facts: [
    eventOf('<a early>', early, { customer: 'US.a', aliases: ['1'] }, 'text'),
    eventOf('<b early>', early, { customer: 'US.b', aliases: ['1'] }, 'text'),
    eventOf('<c alone>', early, { customer: '1' }, 'text'),
    eventOf('<a later>', later, { customer: 'US.a', aliases: ['1'] }, 'text'),
    eventOf('<b later>', later, { customer: 'US.b', aliases: ['1'] }, 'text'),
  ],
  erased: 'US.a',
  late: [eventOf('<late>', later - HOUR, { customer: '1' }, 'refused')],
}
