import type { Billing } from '../charge/billing.ts'
import { EventCodec, ReportedPricingCodec } from '../event/codec.ts'
import { isThreadEvent } from '../event/event.ts'
import { problemsOf, type Problem } from '../problem.ts'
import { E, t } from '../prelude.ts'
import { CitationCodec } from '../rulebook/citation-codec.ts'
import { Moment } from '../time/moment.ts'
import { compareKept, eventsUntil, factsOf } from './facts.ts'
import type { Standing } from './standing.ts'
import { noRoots, type Part, type Roots } from './roots.ts'
import type { Thread } from './thread.ts'

const nullable = <A>(codec: t.Type<A, unknown, unknown>): t.Type<A | null, unknown, unknown> =>
  t.union([codec, t.null])

/** A thread as JSON: what a store keeps between two events. Reading gives back the thread that was written. */
const BillingCodec: t.Type<Billing, unknown, unknown> = t.type({
  conversations: t.readonlyArray(
    t.intersection([
      t.type({ category: t.string, opensAt: Moment, closesAt: Moment }),
      t.partial({ id: t.string, isEndReported: t.boolean, isEndIgnored: t.boolean }),
    ]),
  ),
  awaiting: t.readonlyArray(
    t.intersection([
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
      t.partial({
        because: t.readonlyArray(CitationCodec),
        uncategorised: t.type({ name: t.string, language: nullable(t.string) }),
        told: t.intersection([
          t.type({ id: t.string, category: nullable(t.string), closesAt: nullable(Moment) }),
          t.partial({ isEndIgnored: t.boolean }),
        ]),
      }),
    ]),
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
      t.intersection([
        t.type({
          message: nullable(t.string),
          arrivedAt: Moment,
          replyBy: Moment,
          opensAt: nullable(Moment),
          closesAt: nullable(Moment),
          expiry: t.union([t.literal('estimated'), t.literal('reported')]),
          earlier: nullable(t.type({ opensAt: Moment, closesAt: Moment })),
        }),
        t.partial({ isEndIgnored: t.boolean }),
      ]),
    ),
    preference: nullable(t.type({ value: t.union([t.literal('stop'), t.literal('resume')]), at: Moment })),
    renamed: nullable(t.type({ previous: t.readonlyArray(t.string), current: t.string, at: Moment })),
    billing: BillingCodec,
  }),
)

const ClaimsCodec = t.readonlyArray(t.type({ id: t.string, first: nullable(Moment), last: nullable(Moment) }))

const PartCodec = t.type({
  settled: StandingCodec,
  settledBefore: nullable(Moment),
  heardBefore: nullable(Moment),
  remembered: t.readonlyArray(t.type({ id: t.string, until: Moment, isCharged: t.boolean })),
})

const ContestedCodec = t.type({
  id: t.string,
  holders: t.readonlyArray(t.type({ from: nullable(Moment), by: t.string })),
})

/** What is not there is left out. */
const SnapshotCodec = t.intersection([
  t.type({
    version: t.literal(1),
    facts: t.readonlyArray(EventCodec),
    newest: nullable(Moment),
    settleAt: nullable(Moment),
  }),
  PartCodec,
  t.partial({
    claims: ClaimsCodec,
    parts: t.readonlyArray(t.intersection([PartCodec, t.type({ claims: ClaimsCodec })])),
    contested: t.readonlyArray(ContestedCodec),
  }),
])

const finite = (at: number): number | null => (Number.isFinite(at) ? at : null)

type WrittenPart = t.TypeOf<typeof PartCodec>

/** Keys are those of version 1, whatever they are called inside. */
const partToWrite = (part: Omit<Part, 'claims'>): WrittenPart => ({
  settled: part.base,
  settledBefore: finite(part.settledBefore),
  heardBefore: finite(part.lateBefore),
  remembered: part.remembered,
})

const partThatWas = (written: WrittenPart): Omit<Part, 'claims'> => ({
  base: written.settled,
  settledBefore: written.settledBefore ?? -Infinity,
  lateBefore: written.heardBefore ?? -Infinity,
  remembered: written.remembered,
})

/** The thread as a JSON value. */
export const writeThread = (thread: Thread): unknown =>
  SnapshotCodec.encode({
    version: 1,
    settled: thread.base,
    facts: eventsUntil(thread.facts, Infinity),
    newest: thread.newest,
    settledBefore: finite(thread.settledBefore),
    heardBefore: finite(thread.lateBefore),
    settleAt: finite(thread.nextSettleAt),
    remembered: thread.remembered,
    ...rootsToWrite(thread.roots),
  })

const rootsToWrite = ({
  claims,
  parts,
  contested,
}: Roots): Pick<t.TypeOf<typeof SnapshotCodec>, 'claims' | 'parts' | 'contested'> => ({
  ...(claims.length === 0 ? {} : { claims }),
  ...(parts.length === 0
    ? {}
    : { parts: parts.map((part) => ({ ...partToWrite(part), claims: part.claims })) }),
  ...(contested.length === 0
    ? {}
    : {
        contested: contested.map(({ id, holders }) => ({
          id,
          holders: holders.map(({ from, by }) => ({ from: finite(from), by })),
        })),
      }),
})

/** The thread that was written; the left side says what in the value is not as it was written. */
export const readThread = (snapshot: unknown): E.Either<readonly Problem[], Thread> => {
  const read = SnapshotCodec.decode(snapshot)
  if (E.isLeft(read)) return E.left(problemsOf(read.left))
  const { facts, newest, claims = [], parts = [], contested = [] } = read.right
  const ofThread = facts.filter(isThreadEvent)
  return E.right({
    ...partThatWas(read.right),
    facts: factsOf([...ofThread].sort(compareKept)),
    newest,
    nextSettleAt: read.right.settleAt ?? -Infinity,
    roots:
      claims.length + parts.length + contested.length === 0
        ? noRoots
        : {
            claims,
            parts: parts.map((part) => ({ ...partThatWas(part), claims: part.claims })),
            contested: contested.map(({ id, holders }) => ({
              id,
              holders: holders.map(({ from, by }) => ({ from: from ?? -Infinity, by })),
            })),
          },
  })
}
