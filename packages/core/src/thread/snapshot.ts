import { whole } from '../event/codec-parts.ts'
import { EventCodec } from '../event/event-codec.ts'
import { isThreadEvent } from '../event/event.ts'
import type { Whole } from '../event/whole.ts'
import type { Remembered } from '../message/message.ts'
import { problemsOf, type Problem } from '../problem.ts'
import { E, t } from '../prelude.ts'
import { Moment } from '../time/moment.ts'
import { compareKept, eventsUntil, factsOf } from './facts.ts'
import { noRoots, type Claim, type Contested, type Holder, type Part, type Roots } from './roots.ts'
import { nullable, StandingCodec, standingThatWas, standingToWrite } from './standing-codec.ts'
import type { Thread } from './thread.ts'

/** A thread as JSON: what a store keeps between two events. Reading gives back the thread that was written. */

const ClaimsCodec = t.readonlyArray(
  whole<Claim>()(t.type({ id: t.string, first: nullable(Moment), last: nullable(Moment) })),
)

const PartCodec = t.type({
  settled: StandingCodec,
  settledBefore: nullable(Moment),
  heardBefore: nullable(Moment),
  remembered: t.readonlyArray(
    whole<Remembered>()(t.type({ id: t.string, until: Moment, isCharged: t.boolean })),
  ),
})

const HolderCodec = whole<Holder>()(t.type({ from: nullable(Moment), by: t.string }))

const ContestedCodec = whole<Contested>()(t.type({ id: t.string, holders: t.readonlyArray(HolderCodec) }))

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

/** A thread and a part as they are written: a new field does not compile until it is named. */
type WholePart = Whole<Part, 'claims' | InPart>
type WholeThread = Whole<Thread, InPart | 'facts' | 'newest' | 'nextSettleAt' | 'roots'>
type InPart = 'base' | 'settledBefore' | 'lateBefore' | 'remembered'

/** Keys are those of version 1, whatever they are called inside. */
const partToWrite = (part: Pick<Part, InPart>): WrittenPart => ({
  settled: standingToWrite(part.base),
  settledBefore: finite(part.settledBefore),
  heardBefore: finite(part.lateBefore),
  remembered: part.remembered,
})

const partThatWas = (written: WrittenPart): Omit<Part, 'claims'> => ({
  base: standingThatWas(written.settled),
  settledBefore: written.settledBefore ?? -Infinity,
  lateBefore: written.heardBefore ?? -Infinity,
  remembered: written.remembered,
})

/** The thread as a JSON value. */
export const writeThread = (thread: Thread): unknown => SnapshotCodec.encode(threadToWrite(thread))

const threadToWrite = (thread: WholeThread): t.TypeOf<typeof SnapshotCodec> => {
  const { settled, remembered, ...bounds } = partToWrite(thread)
  return {
    version: 1,
    settled,
    facts: eventsUntil(thread.facts, Infinity),
    newest: thread.newest,
    ...bounds,
    settleAt: finite(thread.nextSettleAt),
    remembered,
    ...rootsToWrite(thread.roots),
  }
}

const rootsToWrite = ({
  claims,
  parts,
  contested,
}: Whole<Roots, 'claims' | 'parts' | 'contested'>): Pick<
  t.TypeOf<typeof SnapshotCodec>,
  'claims' | 'parts' | 'contested'
> => ({
  ...(claims.length === 0 ? {} : { claims }),
  ...(parts.length === 0
    ? {}
    : { parts: parts.map((part: WholePart) => ({ ...partToWrite(part), claims: part.claims })) }),
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
