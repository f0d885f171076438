import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  HOUR,
  engine as engineOf,
  isThreadEvent,
  reasonsInWords,
  isRight,
  settings,
  type Engine,
  type Event,
} from '@guichet/core'
import { holdsLater } from '../../core/test/support/check.ts'
import { plausible } from '../../laws/src/generators/plausible.ts'
import { threadsIn, type Story } from '../../laws/src/story.ts'
import {
  isNotInPart,
  memoryStore,
  readerOfPart,
  runtime,
  storeOfPart,
  type Part,
  type Runtime,
  type Store,
} from '../src/index.ts'
import { accepted, bodyOf, readBody, start } from './support/world.ts'
import { recent, undisputed } from './support/fold.ts'

/** The same history at other phone numbers and accounts. The customers and the ids of messages stay. */
const elsewhere = (events: readonly Event[]): readonly Event[] =>
  events.map((event) => ({
    ...event,
    ...('phoneNumberId' in event && event.phoneNumberId !== undefined
      ? { phoneNumberId: `9${event.phoneNumberId}` }
      : {}),
    ...('account' in event && event.account !== undefined ? { account: `9${event.account}` } : {}),
  }))

const partOf = (name: string, events: readonly Event[]): Part => ({
  name,
  phoneNumbers: new Set(
    events.flatMap((event) =>
      'phoneNumberId' in event && event.phoneNumberId !== undefined ? [event.phoneNumberId] : [],
    ),
  ),
  accounts: new Set(
    events.flatMap((event) => ('account' in event && event.account !== undefined ? [event.account] : [])),
  ),
})

const on = (store: Store, part: Part, engine: Engine, now: number): Runtime => {
  let sent = 0
  return runtime({
    engine,
    store,
    cachedThreads: 3,
    read: readerOfPart(readBody, part),
    transport: { send: async () => accepted(`wamid.of.${part.name}.${sent++}`) },
    surroundings: {
      now: () => now,
      newId: () => `${part.name}-${sent++}`,
      nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
    },
  })
}

const engineFor = ({ timeZone, rulebook, amendments }: Story): Engine => {
  const made = settings({ timeZone, rulebook, amendments })
  if (!isRight(made)) throw new Error(reasonsInWords(made.left))
  return engineOf(made.right)
}

/** Bodies of a few events of each at a time, and something that cannot be read. */
const bodiesOf = (one: readonly Event[], other: readonly Event[]): readonly string[] =>
  Array.from({ length: Math.ceil(Math.max(one.length, other.length) / 3) }, (_, index) => {
    const some = (events: readonly Event[]): readonly Event[] => events.slice(index * 3, index * 3 + 3)
    return bodyOf([...some(one), ...some(other)])
  })

/** Everything that a tenant can find out. */
const allThatIsKnown = async (subject: Runtime, story: Story, now: number): Promise<string> => {
  const keys = threadsIn(story)
  const answers: unknown[] = []
  for (const key of keys) {
    const row = await subject.find(key)
    answers.push(row === null ? null : { ...row, revision: 0 })
    answers.push(await subject.history(key))
    // A decision that is made anew makes new ids.
    answers.push(
      (await subject.intentsTo(key)).map((intent) => ({ ...intent, id: '', state: intent.state.is })),
    )
    for (const kind of ['service', 'template'] as const) {
      const question = kind === 'service' ? { kind } : { kind, name: 'order_ready', language: 'en' }
      answers.push(await subject.ask(key, question, now))
    }
  }
  const exported: string[] = []
  for await (const line of subject.exportEvents()) exported.push(line)
  return JSON.stringify([
    answers,
    (await subject.due('window', 24 * HOUR)).map((row) => ({ ...row, revision: 0 })),
    (await subject.openIntents()).length,
    (await subject.findings()).toSorted(byText),
    (await subject.unread()).map(({ text }) => text).toSorted(),
    await subject.templates(now),
    await subject.templateLists(now),
    await subject.phoneNumbers(),
    exported.toSorted(),
  ])
}

const byText = (one: object, other: object): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)

const sendAll = async (subject: Runtime, story: Story): Promise<void> => {
  for (const { phoneNumberId, customer } of threadsIn(story))
    await subject.send({
      phoneNumberId,
      recipient: customer,
      content: { kind: 'template', name: 'order_ready', language: 'en' },
      body: {},
      key: 'the same key',
    })
}

/** The first tenant's template is paused; the other has one of the same name. */
const withTemplate = (story: Story, status: string): Story => {
  const { at } = story.events[0] ?? { at: start }
  const named = { name: 'order_ready', language: 'en', account: 'W' }
  const told: Event = { type: 'template-changed', id: 'told', at, status, ...named }
  return { ...story, events: [...story.events, told], arrivals: [told, ...story.arrivals] }
}

const isLikeAStoreOfItsOwn = async (
  [first, second]: readonly [Story, Story],
  viewOf: (store: Store, part: Part) => Store = storeOfPart,
): Promise<boolean> => {
  const story = withTemplate(first, 'PAUSED')
  const { events, arrivals, ...rest } = withTemplate(second, 'APPROVED')
  const other = { ...rest, events: elsewhere(events), arrivals: elsewhere(arrivals) }
  const shared = memoryStore()
  const now = Math.max(...story.events.map(({ at }) => at), ...other.events.map(({ at }) => at))
  const tenants = [story, other].map((one, index) => {
    const part = partOf(`tenant ${index}`, one.events)
    const engine = engineFor(one)
    return {
      story: one,
      part: on(viewOf(shared, part), part, engine, now),
      alone: on(memoryStore(), part, engine, now),
    }
  })
  for (const body of bodiesOf(story.arrivals, other.arrivals))
    for (const { part, alone } of tenants) {
      await part.receive(body)
      await alone.receive(body)
    }
  // What cannot be read is handed to one of them.
  for (const [index, { part, alone }] of tenants.entries()) {
    await part.receive(`nonsense ${index}`)
    await alone.receive(`nonsense ${index}`)
  }
  for (const { story: own, part, alone } of tenants) {
    await sendAll(part, own)
    await sendAll(alone, own)
  }
  for (const { story: own, part, alone } of tenants)
    if ((await allThatIsKnown(part, own, now)) !== (await allThatIsKnown(alone, own, now))) return false
  return true
}

const two = fc.tuple(recent(undisputed(plausible)), recent(undisputed(plausible)))

describe('a part of a store', () => {
  test('answers as a store of its own', async () => {
    await holdsLater(two, (stories) => isLikeAStoreOfItsOwn(stories), 15)
  })

  test.each<[string, (store: Store, part: Part) => Store]>([
    ['shows all of it', (store) => store],
    ['shows all templates', (store, part) => ({ ...storeOfPart(store, part), templates: store.templates })],
    [
      'shows all findings and unread',
      (store, part) => ({ ...storeOfPart(store, part), unread: store.unread }),
    ],
    [
      'shows all phone numbers',
      (store, part) => ({ ...storeOfPart(store, part), phoneNumbers: store.phoneNumbers }),
    ],
  ])('mutant: one that %s is refuted', async (_, viewOf) => {
    const checked = await fc.check(
      fc.asyncProperty(two, (stories) => isLikeAStoreOfItsOwn(stories, viewOf)),
      { numRuns: 60, endOnFailure: true },
    )
    expect(checked.failed).toBe(true)
  })
})

test('what names a phone number of another part is refused, and nothing of it is stored', async () => {
  const store = memoryStore()
  const part: Part = { name: 'bakery', phoneNumbers: new Set(['100']), accounts: new Set(['200']) }
  const bakery = on(storeOfPart(store, part), part, engineOf(), start)
  const foreign = { phoneNumberId: '101', customer: 'anna' }
  const thrown = async (action: Promise<unknown>): Promise<unknown> => action.catch((error: unknown) => error)
  const content = { kind: 'template', name: 'promo', language: 'en' } as const
  const tries = [
    bakery.find(foreign),
    bakery.ask(foreign, { kind: 'service' }),
    bakery.view(foreign),
    bakery.history(foreign),
    bakery.events(foreign),
    bakery.intentsTo(foreign),
    bakery.plan(foreign, { message: { kind: 'service' } }),
    bakery.askTogether(foreign, [{ kind: 'service' }]),
    bakery.send({ phoneNumberId: '101', recipient: 'anna', content, body: {} }),
    bakery.giveUp({ phoneNumberId: '101', recipient: 'anna', key: 'k' }),
    bakery.record([{ type: 'customer-messaged', id: '1', at: start, kind: 'text', ...foreign }]),
  ]
  for (const error of await Promise.all(tries.map(thrown))) expect(isNotInPart(error)).toBe(true)
  expect(await store.phoneNumbers()).toEqual([])
  expect(await store.openIntents(9)).toEqual([])
})

test('a thread event whose account the part does not name is taken in without it', async () => {
  const store = memoryStore()
  const part: Part = { name: 'bakery', phoneNumbers: new Set(['100']), accounts: new Set() }
  const bakery = on(storeOfPart(store, part), part, engineOf(), start)
  const said: Event = {
    type: 'customer-messaged',
    id: '1',
    at: start,
    kind: 'text',
    phoneNumberId: '100',
    customer: 'anna',
    account: '200',
  }
  await bakery.receive(bodyOf([said]))
  expect(await bakery.phoneNumbers()).toEqual([{ id: '100', accounts: [] }])
  expect(
    (await bakery.events({ phoneNumberId: '100', customer: 'anna' })).filter(isThreadEvent),
  ).toHaveLength(1)
})
