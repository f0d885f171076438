import { engine, isRight, type CustomerMessaged, type ThreadKey } from '@guichet/core'
import { expect, test } from 'vitest'
import { memoryPlace, runtime, type MemoryPlace, type Runtime } from '../src/index.ts'

const key: ThreadKey = { phoneNumberId: '100', customer: '33639980001' }

const says = (id: string): CustomerMessaged => ({
  type: 'customer-messaged',
  id,
  at: Date.now(),
  kind: 'text',
  ...key,
})

/** A process on that data, how many threads it has read from there, and how many snapshots it wrote. */
const processOn = async (
  place: MemoryPlace,
): Promise<{ subject: Runtime; reads: () => number; snapshots: () => number }> => {
  const store = await place.open()
  let [reads, snapshots, sent] = [0, 0, 0]
  const subject = runtime({
    engine: engine(),
    store: {
      ...store,
      load: async (wanted) => {
        const loaded = await store.load(wanted)
        reads += loaded.threads.length
        return loaded
      },
      commit: (change) => {
        snapshots += change.threads.filter(({ snapshot }) => snapshot !== null).length
        return store.commit(change)
      },
    },
    read: () => ({ events: [], unread: [], echoes: [] }),
    transport: { send: async () => ({ outcome: 'accepted', wamid: `wamid.${sent++}`, customer: {} }) },
  })
  return { subject, reads: () => reads, snapshots: () => snapshots }
}

const send = (subject: Runtime): Promise<string> =>
  subject
    .send({ ...key, recipient: key.customer, content: { kind: 'service' }, body: {} })
    .then(({ outcome }) => outcome)

test('a thread that no other process changed is not read again, for any question and however often', async () => {
  const { subject, reads } = await processOn(memoryPlace())
  await subject.record([says('1')])
  for (let round = 0; round < 3; round++) {
    await subject.ask(key, { kind: 'service' })
    await subject.view(key)
    await subject.find(key)
    await subject.events(key)
    expect(await send(subject)).toBe('accepted')
    await subject.record([says(`more ${round}`)])
  }
  expect(reads()).toBe(0)
  await subject.close()
})

test('a thread that another process changed is read once, and what it did is heeded at once', async () => {
  const place = memoryPlace()
  const [one, other] = [await processOn(place), await processOn(place)]
  await one.subject.record([says('1')])
  for (let round = 0; round < 3; round++) {
    expect(isRight(await other.subject.ask(key, { kind: 'service' }))).toBe(true)
    expect(await send(other.subject)).toBe('accepted')
    expect(await other.subject.events(key)).toHaveLength(2 * round + 2)
    expect(other.reads()).toBe(round + 1)
    expect(await one.subject.events(key)).toHaveLength(2 * round + 2)
    await one.subject.record([says(`more ${round}`)])
  }
  await one.subject.eraseCustomer(key.customer)
  expect(await other.subject.find(key)).toBe(null)
  expect(await send(other.subject)).toBe('refused-by-rule')
  expect(await other.subject.events(key)).toEqual([])
  for (const { subject } of [one, other]) await subject.close()
})

test('a process that reads a large thread anew writes no snapshot of it for some events', async () => {
  const place = memoryPlace()
  const first = await processOn(place)
  const many = (name: string, count: number): readonly CustomerMessaged[] =>
    Array.from({ length: count }, (_, index) => says(`${name} ${index}`))
  await first.subject.record(many('first', 1_000))
  await first.subject.record(many('second', 100))
  expect(first.snapshots()).toBe(1)
  const later = await processOn(place)
  for (const event of many('third', 200)) await later.subject.record([event])
  expect(later.snapshots()).toBe(0)
  await later.subject.record(many('fourth', 1_000))
  expect(later.snapshots()).toBe(1)
  for (const { subject } of [first, later]) await subject.close()
})
