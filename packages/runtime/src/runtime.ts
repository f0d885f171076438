import {
  customerId,
  templatesAt,
  type Answer,
  type Duration,
  type Either,
  type Event,
  type Instant,
  type OwnedTemplate,
  type Question,
  type Story,
  type TemplatesListed,
  type ThreadEvent,
  type ThreadKey,
  type TooOld,
  type View,
} from '@guichet/core'
import { announcer, changedByErasure, type Changed } from './changed.ts'
import { eraseCustomer, type Erased } from './erase.ts'
import { exportEvents } from './export.ts'
import { eventsOf, looker } from './look.ts'
import { machineTimer, realSurroundings, type SendRequest } from './ports.ts'
import { presentOf, usualAhead } from './present.ts'
import { receiving, recording, type Receipt } from './receive.ts'
import type { RuntimeInput } from './runtime-input.ts'
import { givingUp } from './send/give-up.ts'
import { readIntent, stateAt, type Intent } from './send/intent.ts'
import type { SendResult } from './send/result.ts'
import { send } from './send/send.ts'
import { sendable } from './send/sendable.ts'
import { twinsOf } from './send/twins.ts'
import type { FindingRow, IntentKey, IntentRow, PhoneNumberRow, ThreadRow, UnreadRow } from './store/rows.ts'
import type { Due } from './store/store.ts'
import { addressed, storableId } from './text.ts'
import { storeFailure } from './store/failure.ts'
import { cacheOf } from './threads/cache.ts'
import { newestLists, readTemplates } from './threads/templates.ts'
import { tierUsedBy } from './tier.ts'
import { groupCommit } from './work/group-commit.ts'

/** The rules bound to the world: what comes in is durable before it is acknowledged, and nothing is sent twice. */
export interface Runtime {
  /** Takes in a webhook body. Resolves once all of it is durable; rejects with the store's failure when it is not. */
  readonly receive: (body: string) => Promise<Receipt>
  /** Takes in events that came some other way. */
  readonly record: (events: readonly Event[]) => Promise<Receipt>
  /** May this be sent to the customer, at an instant or now? Now is as far as what is stored (`countsAhead`). */
  readonly ask: (key: ThreadKey, question: Question, at?: Instant) => Promise<Answer>
  /** Sends a message if the rules allow it, at most once for each idempotency key. */
  readonly send: (request: SendRequest) => Promise<SendResult>
  /** Gives up an intent whose fate is unknown; tells whether there was one. */
  readonly giveUp: (key: IntentKey) => Promise<boolean>

  /** What holds in a thread, at an instant or now. */
  readonly view: (key: ThreadKey, at?: Instant) => Promise<Either<TooOld, View>>
  /** The row of a thread, by any id of the customer; `null` when nothing is known of it. */
  readonly find: (key: ThreadKey) => Promise<ThreadRow | null>
  /** All events of a thread, in the order in which they came. */
  readonly events: (key: ThreadKey) => Promise<readonly ThreadEvent[]>
  /** The whole story of a thread, for a timeline or a bill. */
  readonly history: (key: ThreadKey) => Promise<Story>
  /** The threads whose window closes, or whose entry point has to be answered, within that time from now. */
  readonly due: (what: Due, within: Duration, limit?: number) => Promise<readonly ThreadRow[]>
  /** The intents that are under way or of unknown fate, the oldest first. */
  readonly openIntents: (limit?: number) => Promise<readonly Intent[]>
  /** The latest intents to a customer, the newest first. */
  readonly intentsTo: (key: ThreadKey, limit?: number) => Promise<readonly Intent[]>
  /** What came in and gave no event, the newest first. */
  readonly unread: (limit?: number) => Promise<readonly UnreadRow[]>
  /** Where WhatsApp differs from what the rules say, the newest first. */
  readonly findings: (limit?: number) => Promise<readonly FindingRow[]>

  /** All templates as they are known at an instant, or now. */
  readonly templates: (at?: Instant) => Promise<readonly OwnedTemplate[]>
  /** The newest list of all templates of each account that has one, at an instant or now. */
  readonly templateLists: (at?: Instant) => Promise<readonly TemplatesListed[]>
  /** The business phone numbers that anything is known of. */
  readonly phoneNumbers: () => Promise<readonly Pick<PhoneNumberRow, 'id' | 'accounts'>[]>
  /**
   * Tells of everything that becomes durable in the store, by this runtime or another, until the function that it
   * gives is called. A listener's own faults are dropped.
   */
  readonly onChange: (listener: (changed: Changed) => void) => () => void

  /** Can the store take anything in? Rejects with its failure where it cannot. */
  readonly proveStore: () => Promise<void>
  /** Everything that was taken in, one event a line. */
  readonly exportEvents: () => AsyncIterable<string>
  /** Forgets the webhook bodies received before that instant; no answer changes. Tells how many. */
  readonly pruneJournal: (before: Instant) => Promise<number>
  /** Forgets a customer; see `Erased`. */
  readonly eraseCustomer: (customer: string) => Promise<Erased>
  /** Waits for what is under way, also to WhatsApp, then closes the store; takes nothing more in. */
  readonly close: () => Promise<void>
}

/** Binds an engine to a store and a transport. */
export const runtime = ({
  engine,
  store,
  read,
  transport,
  surroundings = realSurroundings,
  timer = machineTimer,
  dispatchLimit = 60_000,
  countsAhead = usualAhead,
  cachedThreads = 10_000,
  largestBatch = 500,
  enoughForAnotherCommit = 64,
}: RuntimeInput): Runtime => {
  const { now } = surroundings
  const cache = cacheOf(cachedThreads)
  const { listen, announce } = announcer((listener) => store.listen(listener))
  const work = groupCommit({
    store,
    engine,
    cache,
    surroundings,
    largestBatch,
    enoughForAnotherCommit,
    announce,
  })
  const look = looker(store, engine, cache)
  const tierUsed = (phoneNumberId: string, at: Instant, until?: Instant): Promise<number> =>
    tierUsedBy(store, engine, phoneNumberId, at, until)
  /** What is stored up to this instant counts now. */
  const furthest = (): Instant => now() + countsAhead
  const told = (rows: readonly IntentRow[]): readonly Intent[] =>
    rows.map(readIntent).map((intent) => ({ ...intent, state: stateAt(intent, now()) }))

  const twins = twinsOf(timer)
  const sending = new Set<Promise<unknown>>()
  let isClosing = false
  const whileOpen = async <Result>(action: () => Promise<Result>): Promise<Result> => {
    if (isClosing) throw storeFailure('unavailable', 'the runtime is closed')
    return action()
  }
  /** What is on its way to WhatsApp is waited for when the runtime is closed. */
  const tracked = <Result>(action: () => Promise<Result>): Promise<Result> =>
    whileOpen(() => {
      const one = action().finally(() => sending.delete(one))
      sending.add(one)
      return one
    })

  return {
    receive: (body) => whileOpen(() => work.submit(receiving(body, now(), read))),
    record: (events) => whileOpen(() => work.submit(recording(events, now()))),
    ask: async (asked, question, named) => {
      const key = storableKey(asked)
      const { thread, row, templates } = await look(key, named)
      const at = named ?? presentOf({ thread, templates, questions: [question] }, now(), countsAhead)
      return engine.thread.ask(thread, templates, question, at, {
        customer: key.customer,
        tierUsed: await tierUsed(key.phoneNumberId, at, named ?? furthest()),
        closedByMeta: row?.closedByMeta ?? null,
      })
    },
    send: (request) =>
      tracked(async () =>
        send(sendable(request), {
          work,
          transport,
          surroundings,
          dispatchLimit,
          countsAhead,
          twins,
          tierUsed,
        }),
      ),
    giveUp: ({ phoneNumberId, recipient, key }) =>
      work.submit(
        givingUp(
          {
            phoneNumberId: storableId(phoneNumberId),
            recipient: addressed(recipient),
            key: storableId(key),
          },
          now(),
        ),
      ),
    view: async (key, named) => {
      const { thread, templates } = await look(storableKey(key), named)
      const at = named ?? presentOf({ thread, templates, questions: [] }, now(), countsAhead)
      return engine.thread.view(thread, at, templates)
    },
    find: async (key) => (await look(storableKey(key))).row,
    events: async (key) => eventsOf(await look(storableKey(key)), store, engine),
    history: async (key) => {
      const found = await look(storableKey(key))
      return engine.history(await eventsOf(found, store, engine), found.templates)
    },
    due: (what, within, limit = 100) => {
      const at = now()
      // After this instant, and up to then: a window that closes just now is closed.
      return store.due(what, { opensAt: at + 1, closesAt: at + within + 1 }, limit)
    },
    openIntents: async (limit = 100) => told(await store.openIntents(limit)),
    intentsTo: async (key, limit = 100) => {
      const { phoneNumberId, customer } = storableKey(key)
      const { row } = await look({ phoneNumberId, customer })
      const ids = row === null ? [customer] : [row.customer, ...row.aliases]
      return told(await store.intentsTo(phoneNumberId, [...new Set([customer, ...ids])], limit))
    },
    unread: (limit = 100) => store.unread(limit),
    findings: (limit = 100) => store.findings(limit),
    templates: async (at = furthest()) => templatesAt((await readTemplates(store)).registry, at),
    templateLists: (at = furthest()) => newestLists(store, at),
    phoneNumbers: async () => (await store.phoneNumbers()).map(({ id, accounts }) => ({ id, accounts })),
    onChange: listen,
    proveStore: () => whileOpen(() => store.prove()),
    exportEvents: () => exportEvents(store),
    pruneJournal: (before) => store.pruneJournal(before),
    eraseCustomer: async (customer) => {
      const { at, ...erased } = await eraseCustomer(store, customerId(customer), now(), countsAhead)
      for (const key of erased.threads) cache.forgetThread(key)
      for (const id of erased.customers) cache.keepTombstone(id, at)
      announce(changedByErasure(erased))
      return erased
    },
    close: async () => {
      isClosing = true
      await Promise.allSettled(sending)
      await work.idle()
      await store.close()
    },
  }
}

const storableKey = ({ phoneNumberId, customer }: ThreadKey): ThreadKey => ({
  phoneNumberId: storableId(phoneNumberId),
  customer: addressed(customer),
})
