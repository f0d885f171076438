import { DAY, customerId, type Duration, type Instant, type Question, type ThreadKey } from '@guichet/core'
import { templatesAt } from '@guichet/core/store'
import { announcer, changedByErasure } from './changed.ts'
import { passedOf } from './decide/passed.ts'
import { eraseCustomer } from './erase/erase.ts'
import { exportEvents } from './export.ts'
import { newestFindings } from './findings.ts'
import { eventsOf, looker, type Asked } from './look.ts'
import { machineTimer, realSurroundings, type InMessage } from './ports.ts'
import { presentOf, usualAhead } from './present.ts'
import { isOpen, readIntent, stateAt, type Intent, type IntentState } from './intents/intent.ts'
import { performFor, sharedLedger } from './ledger/peers.ts'
import { storeLedger } from './ledger/store-ledger.ts'
import { tracedLedger } from './ledger/traced.ts'
import { listeners } from './listeners.ts'
import { boundForwarding } from './forwarding/bound.ts'
import { boundNotices } from './notices/bound.ts'
import { outcomeOfHeld } from './notices/held.ts'
import { boundOutbox } from './outbox/bound.ts'
import { receive, record } from './receive.ts'
import { send } from './send/send.ts'
import { sendable } from './send/sendable.ts'
import { twinsOf } from './send/twins.ts'
import { unrecordedOf, type Recording } from './send/unrecorded.ts'
import type { IntentRow } from './store/rows.ts'
import { addressed, storableId, storableKey } from './text.ts'
import { storeFailure } from './store/failure.ts'
import { cacheOf } from './threads/cache.ts'
import { threadsSince } from './threads/since.ts'
import { readSends } from './threads/sends.ts'
import { newestLists, readTemplates } from './threads/templates.ts'
import { tierUsedBy } from './tier.ts'
import { noTracing } from './tracing.ts'
import type { RuntimeInput } from './runtime-input.ts'
import type { Runtime } from './runtime-interface.ts'
import { limitsOfNumbers } from './used-limits.ts'

/** Binds an engine to a store and a transport. */
export const runtime = <Message extends InMessage>({
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
  onCommit,
  peers,
  tracing = noTracing,
}: RuntimeInput<Message>): Runtime<Message> => {
  const { now } = surroundings
  const cache = cacheOf(cachedThreads)
  const passed = passedOf()
  const { listen, announce } = announcer((listener) => store.listen(listener))
  const own =
    store.ledger?.({ engine, now, announce, notices: () => notices.plan() }) ??
    storeLedger({
      store,
      engine,
      cache,
      passed,
      surroundings,
      largestBatch,
      enoughForAnotherCommit,
      announce,
      onCommit,
      tracing,
      notices: () => notices.plan(),
    })
  const among = peers === undefined ? own : sharedLedger(own, peers, surroundings)
  const ledger = tracing === noTracing ? among : tracedLedger(among, tracing)
  const look = looker({ store, engine, cache, passed: passed.within, now })
  const tierUsed = (phoneNumberId: string, at: Instant, until?: Instant): Promise<number> =>
    tierUsedBy(store, engine, phoneNumberId, at, until)
  /** What is stored up to this instant counts now. */
  const furthest = (): Instant => now() + countsAhead
  const circumstancesOf = async (
    asked: ThreadKey,
    questions: readonly Question[],
    named: Instant | undefined,
  ): Promise<Asked> => {
    const { phoneNumberId, customer } = storableKey(asked)
    const found = await look.toAsk({ phoneNumberId, customer }, named)
    const { thread, row, templates, account } = found
    const at = named ?? presentOf({ ...found, questions }, now(), countsAhead)
    const tierUsedThen = await tierUsed(phoneNumberId, at, named ?? furthest())
    const closedByMeta = row?.closedByMeta ?? null
    const circumstances = { templates, customer, tierUsed: tierUsedThen, closedByMeta, account: account(at) }
    return { thread, at, circumstances }
  }
  const twins = twinsOf(timer)
  const recordings = listeners<Recording>()
  const unrecorded = unrecordedOf({ ledger, timer, tell: recordings.tell })
  const stateNow = (intent: Intent): IntentState => unrecorded.of(intent)?.state ?? stateAt(intent, now())
  const intentsNow = (rows: readonly IntentRow[]): readonly Intent[] =>
    rows.map(readIntent).map((intent) => ({ ...intent, state: stateNow(intent) }))
  const sending = new Set<Promise<unknown>>()
  let isClosing = false
  const whileOpen = async <Result>(action: () => Promise<Result>): Promise<Result> => {
    if (isClosing) throw storeFailure('unavailable', 'the runtime is closed')
    return action()
  }

  const ask: Runtime['ask'] = async (key, question, named) => {
    const { thread, at, circumstances } = await circumstancesOf(key, [question], named)
    return engine.thread.ask(thread, question, at, circumstances)
  }
  const plan: Runtime['plan'] = async (key, { from: named, until, ...inquiry }) => {
    const forms = [inquiry.message, ...(inquiry.orAs ?? [])]
    const { thread, at: from, circumstances } = await circumstancesOf(key, forms, named)
    const request = { ...inquiry, from, until: until ?? from + planLength }
    return engine.thread.plan(thread, request, circumstances)
  }
  const toSend = {
    ledger,
    transport,
    surroundings,
    dispatchLimit,
    countsAhead,
    twins,
    unrecorded,
    tierUsed,
  }
  /** What is on its way to WhatsApp is waited for when the runtime is closed. */
  const sendNow: Runtime['send'] = (request) => {
    const begin = async () => send(sendable(request), toSend)
    const one = begin().finally(() => sending.delete(one))
    sending.add(one)
    return one
  }
  const queues = { store, surroundings, timer, onChange: listen }
  const { forwarding, stopForwarding } = boundForwarding(queues)
  const find: Runtime['find'] = async (key) => (await look.thread(storableKey(key))).row
  const notices = boundNotices({ ...queues, find })
  const follows = outcomeOfHeld(notices.plan)
  const { stop: stopOutbox, ...outboxed } = boundOutbox({ ...queues, send: sendNow, plan, ask, follows })

  return {
    receive: (body, parcel) => whileOpen(() => receive(body, read, { ledger, receivedAt: now(), parcel })),
    receiveRead: (body, reading, parcel) =>
      whileOpen(() => receive(body, () => reading, { ledger, receivedAt: now(), parcel })),
    record: (events) => whileOpen(() => record(events, { ledger, receivedAt: now() })),
    ask,
    askTogether: async (key, messages, named) => {
      const { thread, at, circumstances } = await circumstancesOf(key, messages, named)
      return engine.thread.askTogether(thread, messages, at, circumstances)
    },
    plan,
    send: (request) => whileOpen(() => sendNow(request)),
    giveUp: (named) => {
      const phoneNumberId = storableId(named.phoneNumberId)
      const key = { phoneNumberId, recipient: addressed(named.recipient), key: storableId(named.key) }
      const remembered = unrecorded.under(key)
      return ledger.perform(phoneNumberId, { do: 'give-up', key, at: now(), remembered })
    },
    view: async (key, named) => {
      const found = await look.toAsk(storableKey(key), named)
      const { thread, templates } = found
      const at = named ?? presentOf({ ...found, questions: [] }, now(), countsAhead)
      return engine.thread.view(thread, at, { templates })
    },
    find,
    threadsSince: (from) => threadsSince(store, from),
    events: async (key) => eventsOf(await look.thread(storableKey(key)), store, engine),
    history: async (key) => {
      const found = await look.thread(storableKey(key))
      return engine.history(await eventsOf(found, store, engine), found)
    },
    due: (what, within, limit = 100) => {
      const at = now()
      // After this instant, and up to then: a window that closes just now is closed.
      return store.due(what, { opensAt: at + 1, closesAt: at + within + 1 }, limit)
    },
    waiting: (limit = 100) => store.due('waiting', { opensAt: 0, closesAt: furthest() + 1 }, limit),
    openIntents: async (limit = 100) =>
      intentsNow(await store.openIntents(limit)).filter(({ state }) => isOpen(state)),
    intentsTo: async (key, limit = 100) => {
      const { phoneNumberId, customer } = storableKey(key)
      const { row } = await look.thread({ phoneNumberId, customer })
      const ids = row === null ? [customer] : [row.customer, ...row.aliases]
      return intentsNow(await store.intentsTo(phoneNumberId, [...new Set([customer, ...ids])], limit))
    },
    unread: (limit = 100) => store.unread(limit),
    findings: (limit = 100) =>
      newestFindings(
        {
          store,
          timeZone: engine.settings.timeZone,
          templatesFor: async (key) => (await look.thread(key)).templates,
        },
        limit,
      ),
    templates: async (at = furthest()) =>
      templatesAt((await readTemplates(store)).registry, at, await readSends(store)),
    templateLists: (at = furthest()) => newestLists(store, at),
    limits: () => limitsOfNumbers(store, look.toAsk, now(), countsAhead),
    phoneNumbers: async () => (await store.phoneNumbers()).map(({ id, accounts }) => ({ id, accounts })),
    onChange: listen,
    onRecording: recordings.listen,
    unrecorded: unrecorded.count,
    performFor: (pieces) => whileOpen(() => performFor(own, pieces)),
    proveStore: () => whileOpen(() => store.prove()),
    ...outboxed,
    forwarding,
    workOnNotices: notices.workOnNotices,
    exportEvents: () => exportEvents(store),
    pruneJournal: (before) => store.pruneJournal(before),
    eraseCustomer: async (customer) => {
      const { erasures, tombstones, threads, customers } = await eraseCustomer(customerId(customer), {
        store,
        engine,
        cache,
        now: now(),
        ahead: countsAhead,
      })
      for (const { name, at } of tombstones) cache.keepTombstone(name, at)
      for (const erasure of erasures) {
        for (const key of erasure.threads) cache.forgetThread(key)
        announce(changedByErasure(erasure))
      }
      return { threads, customers }
    },
    close: async () => {
      isClosing = true
      await Promise.all([stopOutbox(), stopForwarding(), notices.stop()])
      await Promise.allSettled(sending)
      await unrecorded.close()
      await ledger.idle()
      await store.close()
    },
  }
}

/** A plan reaches into the next month. */
const planLength: Duration = 31 * DAY
