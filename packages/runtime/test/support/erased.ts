import { engine as engineOf, type ThreadEvent } from '@guichet/core'
import { isUserId } from '@guichet/core/adapter'
import { compareFacts, emptyState } from '@guichet/core/store'
import type { Store } from '../../src/index.ts'
import { ids, type HandedOn } from './handed-on.ts'
import { bodyOf, start, worldOf, type World } from './world.ts'

const engine = engineOf()
const month = '2026-10'

/** Whose the events are is told by all of them, whichever came first. */
const eventsOf = (facts: readonly ThreadEvent[], id: string): readonly ThreadEvent[] =>
  engine.eventsOf(facts, id)

/** Is that event of the erased, by all that is known before the erasure? */
const isOfErased = ({ facts, erased }: HandedOn, event: ThreadEvent): boolean =>
  eventsOf(facts.includes(event) ? facts : [...facts, event], erased).includes(event)

/** What stays of the events. */
const remainingOf = (given: HandedOn): readonly ThreadEvent[] =>
  given.facts.filter((event) => !isOfErased(given, event))

/** Did the erased hold the number that the event names alone before that instant, and again later? */
const isBetween = (given: HandedOn, event: ThreadEvent): boolean => {
  if (isUserId(event.customer) || event.aliases !== undefined) return false
  const { customer } = event
  const holds = (at: number): boolean =>
    isOfErased(given, { type: 'customer-called', id: 'probe', at, phoneNumberId: '100', customer })
  const instants = [0, start, ...given.facts.map(({ at }) => at)].filter(holds)
  return Math.min(...instants) < event.at && event.at < Math.max(...instants)
}

const inAnyOrder = (list: readonly unknown[]): readonly string[] =>
  list.map((one) => JSON.stringify(one)).toSorted()

/** All texts and ids that can be read of the store. */
const contentsOf = async (store: Store): Promise<readonly string[]> => {
  const all = { after: null, limit: 1000 }
  const rows = await store.threads(all)
  const loaded = await store.load({
    threads: rows,
    intents: [],
    intentIds: [],
    phoneNumbers: [],
    tombstones: [],
  })
  return [
    ...inAnyOrder(rows),
    ...inAnyOrder((await store.allEvents(all)).map(({ customer, text }) => ({ customer, text }))),
    ...inAnyOrder(loaded.threads.map(({ snapshot }) => snapshot)),
    ...inAnyOrder(await store.journal(all)),
    ...inAnyOrder(await store.unread(1000)),
    ...inAnyOrder(await store.findings(1000)),
    ...inAnyOrder(await store.intentsTo('100', ids, 1000)),
  ]
}

/** What lists of threads are sorted by, under all ids of each customer. */
const rowsOf = async (store: Store): Promise<readonly string[]> =>
  inAnyOrder(
    (await store.threads({ after: null, limit: 1000 })).map(
      ({ customer, aliases, newest, windowClosesAt, replyBy }) => [
        [customer, ...aliases].toSorted(),
        newest,
        windowClosesAt,
        replyBy,
      ],
    ),
  )

const countClaims = (store: Store): Promise<number> =>
  store.claimed({ phoneNumberIds: ['100'], month, until: start, limit: 1000 })

/** What everybody is told who asks at these instants, and which events are whose. */
const answersOf = async ({ runtime }: World, instants: readonly number[]): Promise<unknown> =>
  Promise.all(
    ids.map(async (customer) => {
      const key = { phoneNumberId: '100', customer }
      const views = await Promise.all(instants.map((at) => runtime.view(key, at)))
      const events = await runtime.events(key)
      return [views, events.map(({ id }) => id).toSorted()]
    }),
  )

const foldOf = (facts: readonly ThreadEvent[], instants: readonly number[]): unknown => {
  const state = facts.reduce(engine.evolve, emptyState)
  return ids.map((customer) => [
    instants.map((at) => engine.view(state, { phoneNumberId: '100', customer }, at)),
    eventsOf(facts, customer)
      .map(({ id }) => id)
      .toSorted(),
  ])
}

const exported = async ({ runtime }: World): Promise<readonly string[]> => {
  const lines: string[] = []
  for await (const line of runtime.exportEvents()) lines.push(line)
  return lines
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** What is wrong with what an erasure leaves; nothing, where it is as if the erased had never been there. */
const faultsOfErasure = async (given: HandedOn, store: Store): Promise<readonly string[]> => {
  const { facts, erased, late } = given
  const world = worldOf({ store })
  for (const event of facts) await world.runtime.receive(bodyOf([event]))
  const claims = await countClaims(store)
  await world.runtime.eraseCustomer(erased)
  const faults: string[] = []
  const remaining = [...remainingOf(given)]
  const left = inAnyOrder((await exported(world)).map((line) => (JSON.parse(line) as { id: string }).id))
  if (!same(left, inAnyOrder(remaining.map(({ id }) => id)))) faults.push(`the events left are ${left}`)
  const named = JSON.stringify(remaining)
  const contents = await contentsOf(store)
  const traces = [...ids, ...facts.map(({ id }) => id)].filter(
    (id) => !named.includes(JSON.stringify(id)) && contents.some((text) => text.includes(JSON.stringify(id))),
  )
  if (traces.length > 0) faults.push(`${traces} can still be read`)
  const untouched = worldOf()
  for (const event of remaining.toSorted(compareFacts)) await untouched.runtime.receive(bodyOf([event]))
  if (!same(await rowsOf(store), await rowsOf(untouched.store)))
    faults.push('the rows are not those of the events that are left')
  const instants = [...new Set(remaining.map(({ at }) => at)), start]
  for (const reader of [world, worldOf({ store })])
    if (!same(await answersOf(reader, instants), foldOf(remaining, instants)))
      faults.push('the answers are not those of the events that are left')
  if ((await countClaims(store)) !== claims) faults.push('the claims do not count as before')
  for (const event of [...facts, ...late]) {
    const receipt = await world.runtime.receive(bodyOf([event]))
    const again = receipt.late === 1 ? 'late' : 'duplicates'
    const expected = isOfErased(given, event) ? 'erased' : facts.includes(event) ? again : 'absorbed'
    if (receipt[expected] === 1) {
      if (expected === 'absorbed') remaining.push(event)
    } else if (receipt.erased !== 1 || !isBetween(given, event))
      faults.push(`${event.id} comes after it as ${JSON.stringify(receipt)}`)
  }
  if (!same(await answersOf(world, instants), foldOf(remaining, instants)))
    faults.push('the answers are not those of the events that are left and came later')
  return faults
}

/** Rejects with what is wrong with an erasure on that store. */
export const expectNoFaults = async (given: HandedOn, store: Store): Promise<void> => {
  const faults = await faultsOfErasure(given, store)
  if (faults.length > 0) throw new Error([JSON.stringify(given), ...faults].join('\n'))
}
