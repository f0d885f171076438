import { describe, expect, test } from 'vitest'
import {
  engine,
  isLeft,
  type Engine,
  type Event,
  type Instant,
  type MessageQuestion,
  type Together,
} from '../src/index.ts'
import { explainTogether, togetherToJson } from '../src/plan.ts'
import { emptyThread } from '../src/store.ts'
import { engineOf } from './support/engine-of.ts'

const key = { phoneNumberId: '100', customer: '33639980001' }
const at = (iso: string): Instant => Date.parse(iso)
const service: MessageQuestion = { kind: 'service' }
const replies = [service, service, service]

const wrote = (iso: string): Event => ({
  type: 'customer-messaged',
  id: 'in',
  at: at(iso),
  kind: 'text',
  ...key,
})

const together = (
  iso: string,
  messages: readonly MessageQuestion[] = replies,
  subject: Engine = engine(),
): Together => {
  const state = subject.evolve(subject.initial, wrote(iso))
  const answered = subject.askTogether(state, key, messages, at(iso) + 3_600_000)
  if (isLeft(answered)) throw new Error(answered.left.answer)
  return answered.right
}

const noTier = engineOf({ amendments: [{ effective: '2026-10-02', changes: { freeTier: null } }] })

describe('three replies in a row', () => {
  test.each<[string, string, Engine, object, string]>([
    [
      'were free before October 2026',
      '2026-09-20T09:00:00Z',
      engine(),
      { messages: 2, charged: 0, ofFreeTier: 0 },
      'Joining the 3 service messages into one saves nothing (PMP-3, PMP-2).',
    ],
    [
      'ride one conversation in 2023',
      '2023-09-20T09:00:00Z',
      engine(),
      { messages: 2, charged: 0, ofFreeTier: 0 },
      'Joining the 3 service messages into one saves nothing (CONV-B1, CONV-B3, CONV-A13, CONV-B7).',
    ],
    [
      'use three of the free ones since',
      '2026-10-20T09:00:00Z',
      engine(),
      { messages: 2, charged: 0, ofFreeTier: 2 },
      "Joining the 3 service messages into one saves 2 of the month's free ones (OCT26-2, OCT26-3, POS-12, POS-19).",
    ],
    [
      'cost three messages where none is free',
      '2026-10-20T09:00:00Z',
      noTier,
      { messages: 2, charged: 2, ofFreeTier: 0 },
      'Joining the 3 service messages into one saves USD 0.06: 2 charged messages (OCT26-2).',
    ],
  ])('%s', (_, iso, subject, saves, words) => {
    const answered = together(iso, replies, subject)
    expect(answered.joined?.saves).toEqual(saves)
    expect(explainTogether(answered, { saved: 'USD 0.06' }).at(-1)).toBe(words)
  })

  test('cost what the free tier leaves, by the use that a thread is given', () => {
    const subject = engine()
    const event = wrote('2026-10-20T09:00:00Z')
    const { thread } = subject.thread.absorb(emptyThread, { ...event, type: 'customer-called' })
    const answered = subject.thread.askTogether(thread, replies, event.at, { tierUsed: 998 })
    if (isLeft(answered)) throw new Error(answered.left.answer)
    expect(answered.right.joined?.saves).toEqual({ messages: 2, charged: 1, ofFreeTier: 1 })
    expect(explainTogether(answered.right).at(-1)).toBe(
      "Joining the 3 service messages into one saves 1 charged message and 1 of the month's free ones (OCT26-2, OCT26-3, POS-12, POS-19).",
    )
  })

  test('that are refused cannot be joined', () => {
    const subject = engine()
    const answered = subject.askTogether(subject.initial, key, replies, at('2026-10-20T09:00:00Z'))
    expect(answered).toMatchObject({ right: { joined: null } })
    expect(together('2026-10-20T09:00:00Z', [service, { kind: 'reaction' }]).joined).toBeNull()
  })

  test('as JSON are answers in their order, and what joining changes', () => {
    const json = togetherToJson(together('2026-10-20T09:00:00Z'), () => ({ cost: 7 }))
    expect(json).toMatchObject({
      answers: [0, 1, 2].map((used) => ({
        message: { kind: 'service' },
        answer: 'allowed',
        tier: { used, amount: 1000 },
        cost: 7,
      })),
      joined: {
        answers: [{ message: { kind: 'service' }, tier: { used: 0 }, cost: 7 }],
        saves: { messages: 2, charged: 0, ofFreeTier: 2 },
        because: ['OCT26-2', 'OCT26-3', 'POS-12', 'POS-19'],
      },
    })
    expect(togetherToJson(together('2026-10-20T09:00:00Z', [service]))).toMatchObject({ joined: null })
  })

  test('are numbered in words, with their prices', () => {
    const lines = explainTogether(together('2026-10-20T09:00:00Z'), {
      priceInWords: () => 'It costs EUR 0.03.',
    })
    expect(lines.map((line) => line.slice(0, 10))).toEqual([
      '1. Allowed',
      '2. Allowed',
      '3. Allowed',
      'Joining th',
    ])
    expect(lines[2]).toMatch(/2 of the month's 1000 free ones are used .* It costs EUR 0\.03\.$/)
  })

  test('of a kind that is no message are a mistake of the caller', () => {
    const subject = engine()
    const call =
      (messages: unknown): (() => unknown) =>
      () =>
        Reflect.apply(subject.askTogether, undefined, [subject.initial, key, messages, 0])
    expect(call([{ kind: 'call' }])).toThrow('askTogether: $.kind: a call or a request')
    expect(call('three')).toThrow('askTogether: messages must be a list, not "three"')
    expect(call([{ kind: 'text' }])).toThrow('not "text"')
  })
})
