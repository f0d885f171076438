import type { Billing } from '../charge/billing.ts'
import { EventCodec, ReportedPricingCodec } from '../event/codec.ts'
import { compareFacts } from '../event/order.ts'
import { isThreadEvent } from '../event/event.ts'
import { problemsOf, type Problem } from '../problem.ts'
import { E, t } from '../prelude.ts'
import { Moment } from '../time/moment.ts'
import { eventsUntil, factsOf } from './facts.ts'
import type { Standing } from './standing.ts'
import type { Thread } from './thread.ts'

const nullable = <A>(codec: t.Type<A, unknown, unknown>): t.Type<A | null, unknown, unknown> =>
  t.union([codec, t.null])

/** A thread as JSON: what a store keeps between two events. Reading gives back the thread that was written. */
const BillingCodec: t.Type<Billing, unknown, unknown> = t.type({
  conversations: t.readonlyArray(t.type({ category: t.string, opensAt: Moment, closesAt: Moment })),
  awaiting: t.readonlyArray(
    t.type({
      message: t.string,
      sentAt: Moment,
      at: Moment,
      kind: t.union([t.literal('service'), t.literal('reaction'), t.literal('template')]),
      category: t.string,
      insideWindow: t.boolean,
      reported: nullable(ReportedPricingCodec),
      reportedFree: t.boolean,
      isContradicted: t.boolean,
    }),
  ),
})

const StandingCodec: t.Type<Standing, unknown, unknown> = t.readonly(
  t.type({
    latestOpener: nullable(Moment),
    latestTemplate: nullable(Moment),
    conversation: nullable(
      t.type({
        initiatedBy: t.union([t.literal('user'), t.literal('business')]),
        openedAt: Moment,
        startedAt: nullable(Moment),
        closesAt: Moment,
      }),
    ),
    entryPoint: nullable(
      t.type({
        message: nullable(t.string),
        arrivedAt: Moment,
        replyBy: Moment,
        opensAt: nullable(Moment),
        closesAt: nullable(Moment),
        expiry: t.union([t.literal('estimated'), t.literal('reported')]),
        earlier: nullable(t.type({ opensAt: Moment, closesAt: Moment })),
      }),
    ),
    preference: nullable(t.type({ value: t.union([t.literal('stop'), t.literal('resume')]), at: Moment })),
    renamed: nullable(t.type({ previous: t.readonlyArray(t.string), current: t.string, at: Moment })),
    billing: BillingCodec,
  }),
)

const SnapshotCodec = t.type({
  version: t.literal(1),
  settled: StandingCodec,
  facts: t.readonlyArray(EventCodec),
  newest: nullable(Moment),
  settledBefore: nullable(Moment),
  heardBefore: nullable(Moment),
  settleAt: nullable(Moment),
  remembered: t.readonlyArray(t.type({ id: t.string, until: Moment, isCharged: t.boolean })),
})

const finite = (at: number): number | null => (Number.isFinite(at) ? at : null)

/** The thread as a JSON value. */
export const writeThread = (thread: Thread): unknown =>
  SnapshotCodec.encode({
    version: 1,
    settled: thread.settled,
    facts: eventsUntil(thread.facts, Infinity),
    newest: thread.newest,
    settledBefore: finite(thread.settledBefore),
    heardBefore: finite(thread.heardBefore),
    settleAt: finite(thread.settleAt),
    remembered: thread.remembered,
  })

/** The thread that was written; the left side says what in the value is not as it was written. */
export const readThread = (snapshot: unknown): E.Either<readonly Problem[], Thread> => {
  const read = SnapshotCodec.decode(snapshot)
  if (E.isLeft(read)) return E.left(problemsOf(read.left))
  const { settled, facts, newest, settledBefore, heardBefore, settleAt, remembered } = read.right
  const ofThread = facts.filter(isThreadEvent)
  return E.right({
    settled,
    facts: factsOf([...ofThread].sort(compareFacts)),
    newest,
    settledBefore: settledBefore ?? -Infinity,
    heardBefore: heardBefore ?? -Infinity,
    settleAt: settleAt ?? -Infinity,
    remembered,
  })
}
