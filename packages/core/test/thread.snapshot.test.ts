import { describe, expect, test } from 'vitest'
import type { Delivery } from '../src/charge/delivery.ts'
import { HOUR, isRight, toIso, type EntryPoint, type Thread, type ThreadEvent } from '../src/index.ts'
import { emptyThread, readThread, writeThread } from '../src/store.ts'
import { eventsUntil, factsOf } from '../src/thread/facts.ts'
import { quiet, type Standing } from '../src/thread/standing.ts'
import { key, origin } from './support/names.ts'

/** Threads written by a store and read again, each word that may stand in them once. */
const hour = (hours: number): number => origin + hours * HOUR
const thread = (base: Partial<Standing>): Thread => ({ ...emptyThread, base: { ...quiet, ...base } })
const stored = (subject: Thread): unknown => JSON.parse(JSON.stringify(writeThread(subject)))
/** The same snapshot with one text in it replaced by another. */
const misread = (subject: Thread, text: string, by: string): boolean => {
  const written = JSON.stringify(writeThread(subject))
  if (!written.includes(`"${text}"`)) throw new Error(`${text} is not written in ${written}`)
  return isRight(readThread(JSON.parse(written.replace(`"${text}"`, `"${by}"`))))
}

const awaiting = (kind: Delivery['kind'], more: Partial<Delivery> = {}): Standing['billing'] => ({
  conversations: [],
  awaiting: [
    {
      wamid: 'w',
      sentAt: hour(1),
      at: hour(2),
      kind,
      category: 'utility',
      insideWindow: true,
      reported: { model: 'PMP', category: 'utility' },
      reportedFree: false,
      isContradicted: false,
      ...more,
    },
  ],
})
const entryPoint = (expiry: EntryPoint['expiry']): EntryPoint => ({
  wamid: null,
  arrivedAt: hour(0),
  replyBy: hour(1),
  opensAt: hour(2),
  closesAt: hour(3),
  expiry,
  earlier: { opensAt: hour(-5), closesAt: hour(4) },
})
const conversation = (initiatedBy: 'user' | 'business'): Standing['conversation'] => ({
  initiatedBy,
  openedAt: hour(0),
  startedAt: null,
  closesAt: hour(24),
})

describe('a thread is read as it was written, and not with another word in its place', () => {
  test.each<[string, Partial<Standing>]>([
    ['service', { billing: awaiting('service') }],
    ['reaction', { billing: awaiting('reaction') }],
    ['template', { billing: awaiting('template') }],
    ['user', { conversation: conversation('user') }],
    ['business', { conversation: conversation('business') }],
    ['estimated', { entryPoint: entryPoint('estimated') }],
    ['reported', { entryPoint: entryPoint('reported') }],
    ['stop', { preference: { value: 'stop', at: hour(1) } }],
    ['resume', { preference: { value: 'resume', at: hour(1) } }],
  ])('%s', (word, settled) => {
    const read = readThread(stored(thread(settled)))
    expect(isRight(read) && read.right).toEqual(thread(settled))
    expect(misread(thread(settled), word, 'x')).toBe(false)
    expect(misread(thread(settled), word, '')).toBe(false)
  })

  test.each<Partial<Delivery>>([
    { because: ['OCT26-2', 'POS-19'] },
    { participant: 'FR.1' },
    { uncategorised: { name: 'hello', language: null } },
  ])('what only some deliveries have: %j', (more) => {
    const subject = thread({ billing: awaiting('template', more) })
    const read = readThread(stored(subject))
    expect(isRight(read) && read.right).toEqual(subject)
  })

  test('what Meta said an end of that is not believed', () => {
    const conversations = [{ category: 'utility', opensAt: hour(0), closesAt: hour(24), isEndIgnored: true }]
    const [delivery] = awaiting('template').awaiting
    if (delivery === undefined) throw new Error('nothing awaits')
    const report = { id: 'c', category: null, closesAt: null, isEndIgnored: true }
    const subject = thread({
      entryPoint: { ...entryPoint('estimated'), isEndIgnored: true },
      billing: { conversations, awaiting: [{ ...delivery, report }] },
    })
    const read = readThread(stored(subject))
    expect(isRight(read) && read.right).toEqual(subject)
    // The names of version 1, which earlier snapshots have.
    expect(stored(subject)).toMatchObject({
      settled: {
        entryPoint: { message: null },
        billing: { awaiting: [{ message: 'w', told: { id: 'c' } }] },
      },
    })
  })

  test('the ids that were replaced, each since when, also as earlier versions wrote them', () => {
    const renamed = [
      { id: '1', at: hour(1), replacedBy: '2' },
      { id: '2', at: hour(1), replacedBy: null },
    ]
    const subject = thread({ renamed })
    const read = readThread(stored(subject))
    expect(isRight(read) && read.right).toEqual(subject)
    expect(misread(subject, toIso(hour(1)), 'x')).toBe(false)
    const { settled, ...rest } = Object(stored(subject))
    const before = (at: string): unknown => ({
      ...rest,
      settled: { ...settled, renamed: { previous: ['1'], current: '2', at } },
    })
    const readBefore = readThread(before(toIso(hour(1))))
    expect(isRight(readBefore) && readBefore.right).toEqual(subject)
    expect(isRight(readThread(before('x')))).toBe(false)
  })

  test('the entry point before the latest', () => {
    const subject = thread({ entryPoint: entryPoint('estimated') })
    expect(stored(subject)).toMatchObject({
      settled: { entryPoint: { earlier: { opensAt: toIso(hour(-5)), closesAt: toIso(hour(4)) } } },
    })
    expect(misread(subject, toIso(hour(-5)), 'x')).toBe(false)
    expect(misread(subject, toIso(hour(4)), 'x')).toBe(false)
  })
})

describe('the facts of a written thread', () => {
  const says = (hours: number): ThreadEvent => ({
    type: 'customer-messaged',
    id: `c${hours}`,
    at: hour(hours),
    kind: 'text',
    ...key,
  })
  const approved = { type: 'template-changed', id: 't', at: toIso(hour(1)), name: 'a', language: 'fr' }
  const facts = [says(0), says(1), says(2)]
  const written = (): { readonly facts: readonly unknown[] } =>
    Object(stored({ ...emptyThread, facts: factsOf(facts) }))
  const readFacts = (of: readonly unknown[]): readonly ThreadEvent[] => {
    const read = readThread({ ...written(), facts: of })
    return isRight(read) ? eventsUntil(read.right.facts, Infinity) : []
  }

  test('are in order, whatever order they were written in', () => {
    const [first, second, third]: readonly unknown[] = written().facts
    expect(readFacts([third, first, second])).toEqual(facts)
  })

  test('are of threads: an event about a template is not among them', () => {
    expect(readFacts([...written().facts, approved])).toEqual(facts)
  })
})
