import { isThreadEvent, type Event, type ThreadKey } from '@guichet/core'
import type { InMessage, WebhookReader, WebhookReading } from './ports.ts'
import { sumOf, type Receipt } from './receive.ts'
import { placeOf } from './rendezvous.ts'
import { forwardingOver } from './forwarding/over.ts'
import type { Parcel } from './forwarding/parcel.ts'
import { outboxOver } from './outbox/over.ts'
import type { Runtime } from './runtime-interface.ts'
import type { ThreadRow } from './store/rows.ts'

/** Which of several stores holds a phone number. It follows from their number alone, so it must stay. */
export const shardOf = (phoneNumberId: string, count: number): number =>
  Number(
    placeOf(
      phoneNumberId,
      Array.from({ length: count }, (_, shard) => String(shard)),
    ),
  )

/** What one of several stores takes in of a body: what concerns its phone numbers, and one of them all else. */
const partOf = <Message extends InMessage>(
  { events, unread, echoes, ...others }: WebhookReading<Message>,
  shard: number,
  count: number,
): WebhookReading<Message> => {
  // What belongs to no phone number is read once.
  const isHome = homeOf(events, count) === shard
  const isOurs = ({ phoneNumberId }: { readonly phoneNumberId: string }): boolean =>
    shardOf(phoneNumberId, count) === shard
  return {
    ...others,
    events: events.filter((event) => (isThreadEvent(event) ? isOurs(event) : isHome)),
    unread: isHome ? unread : [],
    echoes: echoes.filter(isOurs),
  }
}

/** The store of the first phone number that is named; the first one where none is. */
const homeOf = (events: readonly Event[], count: number): number => {
  const first = events.find(isThreadEvent)
  return first === undefined ? 0 : shardOf(first.phoneNumberId, count)
}

/**
 * One runtime over several, each on a store of its own: every phone number lies in one of them, and what is known of
 * accounts in all. Give the runtimes in the order of the stores. A messaging limit or a free tier that
 * phone numbers of several stores share is counted in each store by itself.
 */
export const routed = <Message extends InMessage>(
  runtimes: readonly Runtime<Message>[],
  read: WebhookReader<Message>,
  now: () => number,
): Runtime<Message> => {
  const [home] = runtimes
  if (home === undefined) throw new TypeError('no runtime was given')
  if (runtimes.length === 1) return home
  const at = (shard: number): Runtime<Message> => runtimes[shard] ?? home
  const of = ({ phoneNumberId }: Pick<ThreadKey, 'phoneNumberId'>): Runtime<Message> =>
    at(shardOf(phoneNumberId, runtimes.length))
  const all = <Answer>(ask: (runtime: Runtime) => Promise<Answer>): Promise<readonly Answer[]> =>
    Promise.all(runtimes.map(ask))
  const merged = async <Row>(
    ask: (runtime: Runtime) => Promise<readonly Row[]>,
    compare: (one: Row, other: Row) => number,
    limit = 100,
  ): Promise<readonly Row[]> => (await all(ask)).flat().sort(compare).slice(0, limit)

  /** What is known of accounts is in every store before the event counts as taken in. */
  const tellOthers = async (events: readonly Event[]): Promise<void> => {
    const ofAccounts = events.filter((event) => !isThreadEvent(event))
    if (ofAccounts.length === 0) return
    await Promise.all(
      runtimes.map((runtime, shard) =>
        shard === homeOf(events, runtimes.length) ? null : runtime.record(ofAccounts),
      ),
    )
  }

  const shardsIn = (events: readonly Event[]): ReadonlySet<number> => {
    const named = events
      .filter(isThreadEvent)
      .map(({ phoneNumberId }) => shardOf(phoneNumberId, runtimes.length))
    return new Set([homeOf(events, runtimes.length), ...named])
  }

  /** Each store gets its part: a body is read once. */
  const receiveRead = async <In extends InMessage>(
    body: string,
    reading: WebhookReading<In>,
    parcel?: Parcel,
  ): Promise<Receipt<In>> => {
    const { events, echoes } = reading
    const shards = new Set([
      ...shardsIn(events),
      ...echoes.map(({ phoneNumberId }) => shardOf(phoneNumberId, runtimes.length)),
    ])
    await tellOthers(events)
    return together(
      await Promise.all(
        // The first one hands it on.
        [...shards].map((shard, index) =>
          at(shard).receiveRead(
            body,
            partOf(reading, shard, runtimes.length),
            index === 0 ? parcel : undefined,
          ),
        ),
      ),
    )
  }
  return {
    receive: async (body, parcel) => receiveRead(body, read(body, { receivedAt: now() }), parcel),
    receiveRead,
    record: async (events) => {
      const shards = shardsIn(events)
      await tellOthers(events)
      const first = homeOf(events, runtimes.length)
      const parts = [...shards].map((shard) =>
        events.filter((event) =>
          isThreadEvent(event) ? shardOf(event.phoneNumberId, runtimes.length) === shard : shard === first,
        ),
      )
      return together(
        await Promise.all([...shards].map((shard, index) => at(shard).record(parts[index] ?? []))),
      )
    },
    ask: (key, ...others) => of(key).ask(key, ...others),
    askTogether: (key, ...others) => of(key).askTogether(key, ...others),
    plan: (key, ...others) => of(key).plan(key, ...others),
    send: (request) => of(request).send(request),
    giveUp: (key) => of(key).giveUp(key),
    view: (key, ...others) => of(key).view(key, ...others),
    find: (key) => of(key).find(key),
    threadsSince: async function* (from) {
      for (const runtime of runtimes) yield* runtime.threadsSince(from)
    },
    events: (key) => of(key).events(key),
    history: (key) => of(key).history(key),
    due: (what, within, limit) =>
      merged(
        (runtime) => runtime.due(what, within, limit),
        (one, other) => dueAt(one, what) - dueAt(other, what),
        limit,
      ),
    waiting: (limit) => merged((runtime) => runtime.waiting(limit), byWait, limit),
    openIntents: (limit) =>
      merged(
        (runtime) => runtime.openIntents(limit),
        (one, other) => one.claimedAt - other.claimedAt,
        limit,
      ),
    intentsTo: (key, limit) => of(key).intentsTo(key, limit),
    unread: (limit) =>
      merged(
        (runtime) => runtime.unread(limit),
        (one, other) => other.receivedAt - one.receivedAt,
        limit,
      ),
    findings: (limit) =>
      merged(
        (runtime) => runtime.findings(limit),
        (one, other) => other.at - one.at,
        limit,
      ),
    templates: (instant) => home.templates(instant),
    templateLists: (instant) => home.templateLists(instant),
    limits: async () => (await all((runtime) => runtime.limits())).flat(),
    phoneNumbers: async () =>
      (await all((runtime) => runtime.phoneNumbers()))
        .flat()
        .sort((one, other) => (one.id < other.id ? -1 : 1)),
    onChange: (listener) => endingAll(runtimes.map((runtime) => runtime.onChange(listener))),
    onRecording: (listener) => endingAll(runtimes.map((runtime) => runtime.onRecording(listener))),
    performFor: async (pieces) => {
      const done = await Promise.all(pieces.map((piece) => of(piece).performFor([piece])))
      return done.flat()
    },
    forwarding: forwardingOver(runtimes.map(({ forwarding }) => forwarding)),
    outbox: outboxOver(
      runtimes.map(({ outbox }) => outbox),
      (phoneNumberId) => of({ phoneNumberId }).outbox,
    ),
    workOnOutbox: (work) => {
      const stops = runtimes.map((runtime) => runtime.workOnOutbox(work))
      return async () => void (await Promise.all(stops.map((stop) => stop())))
    },
    workOnNotices: (work) => {
      const stops = runtimes.map((runtime) => runtime.workOnNotices(work))
      return async () => void (await Promise.all(stops.map((stop) => stop())))
    },
    unrecorded: () => runtimes.reduce((sum, runtime) => sum + runtime.unrecorded(), 0),
    proveStore: async () => void (await all((runtime) => runtime.proveStore())),
    exportEvents: async function* () {
      for (const runtime of runtimes) yield* runtime.exportEvents()
    },
    pruneJournal: async (before) =>
      (await all((runtime) => runtime.pruneJournal(before))).reduce((sum, one) => sum + one, 0),
    eraseCustomer: async (customer) => {
      const erased = await all((runtime) => runtime.eraseCustomer(customer))
      return {
        threads: erased.flatMap(({ threads }) => threads),
        customers: [...new Set(erased.flatMap(({ customers }) => customers))],
      }
    },
    close: async () => void (await all((runtime) => runtime.close())),
  }
}

const dueAt = (
  row: { readonly windowClosesAt: number | null; readonly replyBy: number | null },
  what: 'window' | 'reply',
): number => (what === 'window' ? row.windowClosesAt : row.replyBy) ?? Infinity

const byWait = (one: ThreadRow, other: ThreadRow): number =>
  (one.waitingSince ?? Infinity) - (other.waitingSince ?? Infinity)

const endingAll =
  (ends: readonly (() => void)[]): (() => void) =>
  () => {
    for (const end of ends) end()
  }

const together = <Message extends InMessage>(receipts: readonly Receipt<Message>[]): Receipt<Message> => ({
  ...sumOf(receipts),
  unread: receipts.flatMap(({ unread }) => unread),
  arrivals: receipts.flatMap(({ arrivals }) => arrivals),
})
