import fc from 'fast-check'
import { DAY, HOUR, type Event, type Instant, type LocalDate, type ThreadEvent } from '../../src/index.ts'
import { compareFacts } from '../../src/store.ts'
import {
  instantAfter,
  midnight,
  registered,
  sending,
  type Fate,
  type Report,
  type Sending,
  type Stage,
  type ThreadName,
  type Wait,
  type What,
} from './billing-messages.ts'

/** The midnights at which the rules of charging change, and turns of months within an era. */
export const turns: readonly LocalDate[] = [
  '2023-03-01',
  '2023-04-01',
  '2023-06-01',
  '2024-11-01',
  '2025-07-01',
  '2025-07-15',
  '2026-09-28',
  '2026-10-01',
  '2026-11-01',
]

/** With daylight saving and without, on both sides of Greenwich; Santiago skips midnights. */
export const zones = [
  'America/Los_Angeles',
  'Europe/Berlin',
  'Asia/Kolkata',
  'America/Santiago',
  'Pacific/Kiritimati',
] as const

const deadlines = [HOUR, 24 * HOUR, 72 * HOUR].flatMap((length) => [length - 1, length, length + 1])

const wait: fc.Arbitrary<Wait> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 1, 2000, HOUR) },
  { weight: 2, arbitrary: fc.constantFrom(...deadlines) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 16 * HOUR }) },
  { weight: 1, arbitrary: fc.record({ fromTurn: fc.constantFrom(-1, 0, 1) }) },
)

/** How long before the midnight a thread begins. */
const start = fc.oneof(
  fc.constantFrom(73 * HOUR, 72 * HOUR, 25 * HOUR, 24 * HOUR + 1, 24 * HOUR, 24 * HOUR - 1, HOUR, 1, 0, -1),
  fc.integer({ min: -2 * HOUR, max: 30 * HOUR }),
)

/** Meta's clock tells whole seconds, so a delivery may seem to come before the sending. */
const delay: fc.Arbitrary<Wait> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<Wait>(0, 0, -500, 1, 2000, HOUR) },
  { weight: 2, arbitrary: wait },
  { weight: 1, arbitrary: fc.constantFrom<Wait>(3 * DAY, 7 * DAY, 29 * DAY, 30 * DAY) },
)

const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 8, arbitrary: delay.map((delivered) => ({ delivered, read: null, failed: null })) },
  { weight: 2, arbitrary: delay.map((read) => ({ delivered: null, read, failed: null })) },
  {
    weight: 1,
    arbitrary: fc.tuple(delay, delay).map(([delivered, read]) => ({ delivered, read, failed: null })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.option(delay), fc.constantFrom(0, 1, HOUR, DAY, DAY + 1, 9 * DAY))
      .map(([delivered, failed]) => ({ delivered, read: null, failed })),
  },
  { weight: 1, arbitrary: fc.constant({ delivered: null, read: null, failed: null }) },
)

const what: fc.Arbitrary<What> = fc.constantFrom<What[]>(
  'service',
  'service',
  'service',
  'reaction',
  'registered',
  'nameless',
  'marketing',
  'utility',
  'utility',
  'authentication',
)

/** Present once in so many times. */
const onceIn = <A>(times: number, arbitrary: fc.Arbitrary<A>): fc.Arbitrary<A | null> =>
  fc.oneof({ weight: times - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary })

const report: fc.Arbitrary<Report | null> = onceIn(
  2,
  fc.record({
    on: fc.constantFrom('sent' as const, 'end' as const, 'both' as const),
    says: fc.constantFrom(
      ...(['plain', 'plain', 'plain', 'plain', 'plain', 'plain', 'finer', 'free', 'referral', 'ai'] as const),
    ),
    expires: onceIn(
      6,
      fc.constantFrom(0, 60_000, 60_001, HOUR, ...deadlines, 100 * HOUR, 168 * HOUR, 169 * HOUR),
    ),
    names: onceIn(
      2,
      fc.record({
        id: fc.constantFrom('x', 'y', 'z'),
        lasts: fc.option(fc.constantFrom(HOUR, 9 * HOUR, 24 * HOUR, 24 * HOUR + 59_000, 0)),
        says: fc.boolean(),
      }),
    ),
  }),
)

type Draft =
  | { readonly does: 'write'; readonly kind: string; readonly ad: boolean }
  | { readonly does: 'call' | 'accept-call' | 'stop' }
  | ({ readonly does: 'send' } & Sending)

const draft: fc.Arbitrary<Draft> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('write' as const),
      kind: fc.constantFrom('text', 'text', 'text', 'image', 'reaction', 'edit', 'unsupported'),
      ad: fc.constantFrom(true, false, false),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constantFrom('call' as const, 'accept-call' as const, 'stop' as const) }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      does: fc.constant('send' as const),
      what,
      isLogged: fc.constantFrom(true, true, false),
      fate,
      report,
    }),
  },
)

/** Three threads on two phone numbers; one customer writes to both. */
export const threadNames: readonly ThreadName[] = [
  { phoneNumberId: '100', customer: '15550100001' },
  { phoneNumberId: '100', customer: '15550100002' },
  { phoneNumberId: '200', customer: '15550100001' },
]

/** What one draft leaves behind in a thread. */
const events = (
  step: Draft,
  at: Instant,
  id: string,
  name: ThreadName,
  stage: Stage,
): readonly ThreadEvent[] => {
  switch (step.does) {
    case 'write': {
      const written = { type: 'customer-messaged' as const, id, at, kind: step.kind, ...name }
      return [step.ad ? { ...written, entryPoint: { source: 'ad' } } : written]
    }
    case 'call':
      return [{ type: 'customer-called', id, at, ...name }]
    case 'accept-call':
      return [{ type: 'business-call-accepted', id, at, ...name }]
    case 'stop':
      return [{ type: 'marketing-preference', id, at, value: 'stop', ...name }]
    case 'send':
      return sending(step, at, id, name, stage)
  }
}

const threadFacts = (stage: Stage, index: number, maxLength: number): fc.Arbitrary<readonly ThreadEvent[]> =>
  fc
    .tuple(
      start,
      fc.array(fc.tuple(wait, draft), { minLength: Math.min(3, maxLength), maxLength, size: 'max' }),
    )
    .map(([before, steps]) => {
      const name = threadNames[index] ?? { phoneNumberId: '100', customer: `1555020${index}` }
      let at = midnight(stage.turn, stage.timeZone) - before
      return steps.flatMap(([pause, step], number) => {
        at = instantAfter(at, pause, stage)
        // A message that reports an entry point has an instant of its own: no clause says which of two counts.
        const tells = step.does === 'send' && step.report?.expires != null
        if (tells) at += 1
        const sentAt = at
        if (tells) at += 1
        // Ids in no order of time.
        return events(step, sentAt, `${'zkbqmxd'[number % 7] ?? ''}${index}${number}`, name, stage)
      })
    })

/** Facts of one account around a midnight, in the order of time; up to three threads. */
export const billingTrace = (stage: Stage, maxLength = 10): fc.Arbitrary<readonly Event[]> =>
  fc
    .tuple(
      threadFacts(stage, 0, maxLength),
      ...[1, 2].map((index) => fc.option(threadFacts(stage, index, 6), { nil: [] })),
    )
    .map((threads) => {
      const changes = (['utility', 'MARKETING'] as const).map((category, index): Event => ({
        type: 'template-changed',
        id: `t${index}`,
        at: midnight(stage.turn, stage.timeZone) + (index === 0 ? -40 * DAY : 0),
        status: 'APPROVED',
        category,
        ...registered,
      }))
      const facts = threads.flat().sort(compareFacts)
      return [...changes, ...facts].sort((a, b) => a.at - b.at)
    })

/** Traces around any turn in any zone, or in those named. */
export const billingTraces = (
  among: readonly LocalDate[] = turns,
  timeZones: readonly string[] = zones,
): fc.Arbitrary<readonly [Stage, readonly Event[]]> =>
  fc
    .record({ timeZone: fc.constantFrom(...timeZones), turn: fc.constantFrom(...among) })
    .chain((stage) => billingTrace(stage).map((trace) => [stage, trace] as const))

/** Of a trace what happened within the eight days in which any order of arrival is taken in. */
export const recentOf = (trace: readonly Event[]): readonly Event[] => {
  const first = trace.find(({ type }) => type !== 'template-changed')?.at ?? 0
  return trace.filter(({ type, at }) => type === 'template-changed' || at < first + 8 * DAY)
}

/** An order of arrival of these facts, some of them twice. */
export const shuffled = (facts: readonly Event[]): fc.Arbitrary<readonly Event[]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...facts], { minLength: facts.length, maxLength: facts.length }),
      fc.subarray([...facts], { maxLength: Math.min(6, facts.length) }),
    )
    .map(([all, again]) => [...all, ...again])
