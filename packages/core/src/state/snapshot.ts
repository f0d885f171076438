import type { Placed } from '../charge/placed.ts'
import { whole } from '../event/codec-parts.ts'
import { EventCodec } from '../event/event-codec.ts'
import { isAccountEvent } from '../event/event.ts'
import type { Whole } from '../event/whole.ts'
import { problemsOf, problemsWithin, type Problem } from '../problem.ts'
import { E, t } from '../prelude.ts'
import { entriesOf } from '../persistent-map.ts'
import { accountEventsIn } from '../template/registry.ts'
import { learnFromSends, noSends, withAccounts, type Sends } from '../template/sends.ts'
import { SendsCodec } from '../template/sends-snapshot.ts'
import { eventsUntil } from '../thread/facts.ts'
import type { MonthOfUse } from '../tier/settled-use.ts'
import { Moment, MonthCodec } from '../time/moment.ts'
import { readThread, writeThread } from '../thread/snapshot.ts'
import { assembleState, registryOf, type PhoneNumberParts } from './assemble.ts'
import type { OwnThread } from './identity.ts'
import { partsOf, type PhoneNumber, type State, type StateParts } from './parts.ts'

/** Everything that is known as JSON: what a process writes before it ends and reads when it starts. */

const PlacedCodec = whole<Placed>()(
  t.intersection([t.type({ at: Moment, message: t.string }), t.partial({ participant: t.string })]),
)

const NumberCodec = whole<PhoneNumber>()(
  t.intersection([
    // Left out where it is not known, and by earlier versions.
    t.partial({ displays: t.readonlyArray(t.string) }),
    t.type({
      id: t.string,
      accounts: t.readonlyArray(t.string),
      tierUse: t.readonlyArray(
        whole<MonthOfUse>()(
          t.type({
            month: MonthCodec,
            covered: t.readonlyArray(PlacedCodec),
          }),
        ),
      ),
      threads: t.readonlyArray(
        t.type({ customer: t.string, aliases: t.readonlyArray(t.string), thread: t.unknown }),
      ),
    }),
  ]),
)

const PartsCodec = t.type({
  version: t.literal(1),
  phoneNumbers: t.readonlyArray(NumberCodec),
  templates: t.readonlyArray(EventCodec),
})

/** Snapshots of earlier versions keep no sends. */
const SnapshotCodec = t.intersection([PartsCodec, t.partial({ sends: SendsCodec })])

/**
 * The state as a JSON value.
 *
 * @example
 * const { initial, evolve } = engine()
 * const says = { type: 'customer-messaged', id: 'm', at: Date.parse('2026-10-02T16:00Z'), kind: 'text', phoneNumberId: '100', customer: '1' } as const
 * const text = JSON.stringify(writeState(evolve(initial, says)))
 * isRight(readState(JSON.parse(text))) //=> true
 */
export const writeState = (state: State): unknown => SnapshotCodec.encode(partsToWrite(partsOf(state)))

/** A new part does not compile until it is written. */
const partsToWrite = ({
  phoneNumbers,
  registry,
  sends,
}: Whole<StateParts, 'phoneNumbers' | 'registry' | 'sends'>): t.TypeOf<typeof SnapshotCodec> => ({
  version: 1,
  phoneNumbers: [...entriesOf(phoneNumbers)].map(([id, { threads, accounts, displays, tierUse }]) => ({
    id,
    accounts,
    ...(displays.length === 0 ? {} : { displays }),
    tierUse,
    threads: [...entriesOf(threads)].flatMap(([, entry]) =>
      'sameAs' in entry
        ? []
        : [{ customer: entry.customer, aliases: entry.aliases, thread: writeThread(entry.thread) }],
    ),
  })),
  templates: accountEventsIn(registry),
  sends,
})

/**
 * The state that was written; the left side says what in the value is not as it was written.
 *
 * @example
 * isRight(readState(writeState(engine().initial))) //=> true
 * const read = readState({ version: 2, phoneNumbers: [], templates: [] })
 * if (isLeft(read)) read.left.map(({ path }) => path) //=> [ '$.version' ]
 */
export const readState = (snapshot: unknown): E.Either<readonly Problem[], State> => {
  const read = SnapshotCodec.decode(snapshot)
  if (E.isLeft(read)) return E.left(problemsOf(read.left))
  const numbers: PhoneNumberParts[] = []
  for (const [
    index,
    { id, accounts, displays = [], tierUse, threads },
  ] of read.right.phoneNumbers.entries()) {
    const kept = readThreads(`$.phoneNumbers[${index}].threads`, id, threads)
    if (E.isLeft(kept)) return kept
    numbers.push({ id, accounts, displays, tierUse, threads: kept.right })
  }
  const events = read.right.templates.filter(isAccountEvent)
  return E.right(assembleState(numbers, registryOf(events), read.right.sends ?? sendsIn(numbers)))
}

/** What the facts that are not settled yet show of sends. */
const sendsIn = (numbers: readonly PhoneNumberParts[]): Sends =>
  numbers.reduce(
    (known, { id, accounts, threads }) =>
      withAccounts(
        threads
          .flatMap(({ thread }) => eventsUntil(thread.facts, Infinity))
          .reduce((sends, event) => learnFromSends(sends, event), known),
        id,
        accounts,
      ),
    noSends,
  )

interface WrittenThread {
  readonly customer: string
  readonly aliases: readonly string[]
  readonly thread: unknown
}

const readThreads = (
  path: string,
  phoneNumberId: string,
  written: readonly WrittenThread[],
): E.Either<readonly Problem[], readonly OwnThread[]> => {
  const threads: OwnThread[] = []
  for (const [index, { customer, aliases, thread }] of written.entries()) {
    const read = readThread(thread)
    if (E.isLeft(read)) return E.left(problemsWithin(`${path}[${index}].thread`, read.left))
    threads.push({ phoneNumberId, customer, aliases, thread: read.right })
  }
  return E.right(threads)
}
