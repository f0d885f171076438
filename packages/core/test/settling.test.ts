import { describe, expect, test } from 'vitest'
import {
  DAY,
  defaultSettings,
  engine,
  type Conversation,
  type EntryPoint,
  type MessageStatus,
  type Settlement,
  type Thread,
  type ThreadEvent,
} from '../src/index.ts'
import { emptyThread } from '../src/store.ts'
import { both, nothingDecided, settlementOf } from '../src/thread/settlement.ts'
import { settle, type Settled } from '../src/thread/settle.ts'
import { quiet } from '../src/thread/standing.ts'
import { reachOf } from '../src/thread/thread.ts'
import { key, origin } from './support/names.ts'

/** Where settling begins and where it ends; times are days, the lateness horizon is eight. */
const { horizon } = defaultSettings
const day = (days: number): number => origin + days * DAY
const sent = (id: string, days: number): ThreadEvent => ({
  type: 'business-messaged',
  id,
  at: day(days),
  content: { kind: 'template', name: 'a', language: 'fr', category: 'marketing' },
  ...key,
})
const told = (message: string, status: MessageStatus['status'], days: number): ThreadEvent => ({
  type: 'message-status',
  id: `${message}/${status}`,
  message,
  status,
  at: day(days),
  ...key,
})
const grown = (events: readonly ThreadEvent[], from: Thread = emptyThread): Thread =>
  events.reduce((thread, event) => engine().thread.absorb(thread, event).thread, from)
/** As of so many days after the first; what happened a horizon before that may still change. */
const settledOn = (days: number, thread: Thread): Settled =>
  settle(thread, day(days) + horizon, { calendar: engine().rulesAt, horizon }, () => null)
const fates = ({ messages }: Settlement): readonly string[] =>
  messages.map(({ id, failedAt }) => (failedAt === null ? id : `${id} failed`))
const paid = ({ charges }: Settlement): readonly string[] => charges.map(({ message }) => message)

describe('what comes out of settling', () => {
  test('is all that happened before, and nothing is left of it', () => {
    const { thread, settled } = settledOn(5, grown([sent('w', 0), told('w', 'delivered', 1)]))
    expect(thread.facts).toBeNull()
    expect([fates(settled), paid(settled)]).toEqual([['w'], ['w']])
  })

  test('a click that nobody answered comes out when its time is up, and once (FEP-4)', () => {
    const clicked = grown([
      {
        type: 'customer-messaged',
        id: 'c',
        at: day(0),
        kind: 'text',
        entryPoint: { source: 'ad', id: 'ad-1' },
        ...key,
      },
    ])
    const missed = ({ settled }: Settled): readonly string[] => settled.missed.map(({ wamid }) => wamid)
    const tooEarly = settledOn(0.5, clicked)
    const inTime = settledOn(2, tooEarly.thread)
    expect([tooEarly, inTime, settledOn(3, inTime.thread)].map(missed)).toEqual([[], ['c'], []])
  })

  test('a message may still fail a day after its delivery, and waits for that (HOOK-12)', () => {
    const delivered = grown([sent('w', 0), told('w', 'delivered', 1)])
    const waiting = settledOn(2, delivered)
    expect(fates(waiting.settled)).toEqual([])
    expect(fates(settledOn(3, grown([told('w', 'failed', 2)], waiting.thread)).settled)).toEqual(['w failed'])
    expect(fates(settledOn(2 + 1e-6, delivered).settled)).toEqual(['w'])
  })

  test('a message takes its last status along, though another message holds back what came after it', () => {
    const events = [sent('w', 0), told('w', 'delivered', 1), sent('silent', 1.5), told('w', 'failed', 2)]
    const { thread, settled } = settledOn(5, grown(events))
    expect([fates(settled), paid(settled)]).toEqual([['w failed'], []])
    expect(thread.settledBefore).toBe(day(1.5))
  })

  test('a wamid that is used again after thirty days is a message of its own, which may still fail', () => {
    const first = [sent('w', 0), told('w', 'delivered', 1)]
    const again = engine().thread.absorb(grown(first), sent('w', 31))
    expect([fates(again.settled), paid(again.settled)]).toEqual([['w'], ['w']])
    const failed = grown([told('w', 'delivered', 31.1), told('w', 'failed', 31.2)], again.thread)
    const { settled } = settledOn(40, failed)
    expect([fates(settled), paid(settled)]).toEqual([['w failed'], []])
  })
})

describe('a settled message is remembered', () => {
  test('with whether it was charged', () => {
    const events = [
      sent('delivered', 0),
      told('delivered', 'delivered', 0.1),
      sent('failed', 0),
      told('failed', 'failed', 0.1),
      sent('delivered and failed', 0),
      told('delivered and failed', 'delivered', 0.1),
      told('delivered and failed', 'failed', 0.2),
    ]
    const { thread } = settledOn(5, grown(events))
    expect(Object.fromEntries(thread.remembered.map(({ id, isCharged }) => [id, isCharged]))).toEqual({
      delivered: true,
      failed: false,
      'delivered and failed': false,
    })
  })

  test('as not charged where it never got a status, as long as another holds back what came after it', () => {
    const { thread } = settledOn(31, grown([sent('silent', 0), sent('other', 29.9)]))
    expect(thread.remembered).toEqual([{ id: 'silent', until: day(30), isCharged: false }])
  })

  test('until its thirty days are over, so that its last status begins no message of its own', () => {
    const settled = settledOn(5, grown([sent('w', 0), told('w', 'delivered', 1)]))
    const last = settledOn(30, settled.thread)
    expect(last.thread.remembered.map(({ until }) => until)).toEqual([day(30)])
    const late = grown([told('w', 'sent', 30)], last.thread)
    expect(engine().thread.conclude(late).messages).toEqual([])
    expect(settledOn(30 + 1e-6, settled.thread).thread.remembered).toEqual([])
  })
})

describe('what a stretch of history decides for good', () => {
  const closing = (closesAt: number): Conversation => ({
    initiatedBy: 'user',
    openedAt: 0,
    startedAt: null,
    closesAt,
  })
  const clicked = (replyBy: number, opensAt: number | null = null): EntryPoint => ({
    wamid: 'c',
    arrivedAt: 0,
    replyBy,
    opensAt,
    closesAt: opensAt,
    expiry: 'estimated',
    earlier: null,
  })
  const times = [9, 10, 11, 19, 20, 21]
  const settled = (entryPoints: readonly EntryPoint[]): Settlement =>
    settlementOf(
      {
        standing: quiet,
        messages: [],
        charges: [],
        windows: [],
        conversations: times.map(closing),
        entryPoints,
      },
      10,
      20,
    )

  test('are the conversations that closed after it was settled last, the closing instant included', () => {
    expect(settled([]).conversations.map(({ closesAt }) => closesAt)).toEqual([11, 19, 20])
  })

  test('are the clicks whose time to answer ended then (FEP-4)', () => {
    expect(settled(times.map((at) => clicked(at))).missed.map(({ replyBy }) => replyBy)).toEqual([11, 19, 20])
  })

  test('are no clicks that were answered', () => {
    expect(settled(times.map((at) => clicked(at, 5))).missed).toEqual([])
  })

  test('twice is both together, in this order', () => {
    const ofMessage = (id: string): Settlement =>
      settledOn(5, grown([sent(id, 0), told(id, 'delivered', 1)])).settled
    const one: Settlement = { ...ofMessage('v'), missed: [clicked(11)] }
    const other: Settlement = { ...ofMessage('w'), missed: [clicked(12)] }
    const together = both(one, other)
    expect([fates(together), paid(together)]).toEqual([
      ['v', 'w'],
      ['v', 'w'],
    ])
    expect(together.conversations).toEqual([...one.conversations, ...other.conversations])
    expect(together.missed).toEqual([clicked(11), clicked(12)])
    expect(together.conversations).toHaveLength(2)
    for (const same of [both(one, nothingDecided), both(nothingDecided, one)]) expect(same).toEqual(one)
  })
})

test('a thread without events is reached from any instant on', () => {
  expect(reachOf(emptyThread, horizon)).toBe(-Infinity)
})
