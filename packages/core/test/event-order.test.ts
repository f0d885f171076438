import { describe, expect, test } from 'vitest'
import type { ThreadEvent } from '../src/index.ts'
import { compareFacts } from '../src/store.ts'
import { oneOfEach } from './support/one-of-each.ts'

const written = oneOfEach['customer-messaged']
const called = oneOfEach['customer-called']
const accepted = oneOfEach['business-call-accepted']
const template = oneOfEach['business-messaged']
const service: ThreadEvent = { ...template, content: { kind: 'service' } }
const status = oneOfEach['message-status']
const stopped = oneOfEach['marketing-preference']
const renamed = oneOfEach['customer-renamed']
const permitted = oneOfEach['call-permission-changed']
const requested = oneOfEach['call-permission-requested']
const ended = oneOfEach['call-ended']

/** The facts of a thread, one of each kind, each with all that it may have. */
const facts: readonly ThreadEvent[] = [
  written,
  called,
  accepted,
  template,
  status,
  stopped,
  renamed,
  permitted,
  requested,
  ended,
]

const isBefore = (a: ThreadEvent, b: ThreadEvent): boolean => compareFacts(a, b) < 0 && compareFacts(b, a) > 0

describe('facts come in the order', () => {
  const { id: _, ...statusOf } = status
  const told: readonly (readonly [string, ThreadEvent])[] = [
    ['an earlier one, whatever it is', { ...status, status: 'failed', at: status.at - 1 }],
    ['the customer writes', written],
    ['calls', called],
    ['accepts a call', accepted],
    ['ends a call', ended],
    ['gets another id', renamed],
    ['resumes marketing', { ...stopped, value: 'resume' }],
    ['stops marketing', stopped],
    ['permits calls for good', { ...permitted, permission: 'permanent' }],
    ['permits calls for a time', { ...permitted, permission: 'temporary' }],
    ['does not pick up', { ...ended, connected: false }],
    ['takes the permission back', { ...permitted, permission: 'none' }],
    ['the business sends', template],
    ['it asks for permission to call', requested],
    ['it is sent', { ...statusOf, id: 'a', status: 'sent' }],
    ['delivered', { ...statusOf, id: 'a', status: 'delivered' }],
    ['read', { ...statusOf, id: 'a', status: 'read' }],
    ['played', { ...statusOf, id: 'a', status: 'played' }],
    ['failed', { ...statusOf, id: 'a', status: 'failed' }],
    ['failed, by an id that sorts later', { ...statusOf, id: 'b', status: 'failed' }],
    ['a later one, whatever it is', { ...written, at: written.at + 1 }],
  ]
  // By their ids alone they would come the other way round.
  const inOrder = told.map(
    ([what, fact], index) =>
      [what, fact.id === written.id ? { ...fact, id: String(50 - index) } : fact] as const,
  )

  test.each(
    inOrder.slice(1).map(([what, fact], index) => [inOrder[index]?.[0] ?? '', what, fact, index] as const),
  )('%s; %s', (_before, _what, fact, index) => {
    for (const [, earlier] of inOrder.slice(0, index + 1)) expect(isBefore(earlier, fact)).toBe(true)
    expect(compareFacts(fact, { ...fact })).toBe(0)
  })
})

describe('facts with one id are told apart by what a rule reads of them', () => {
  const content = { kind: 'template', name: 'promo', language: 'fr' } as const
  const { pricing, conversation, participant: _participant, ...ofMessage } = status
  const { entryPoint, ...withoutAd } = written
  const variants: readonly (readonly [string, ThreadEvent, ThreadEvent])[] = [
    ['the kind', written, { ...written, kind: 'image' }],
    ['that it came through an ad', written, withoutAd],
    ['the source of the ad', written, { ...written, entryPoint: { ...entryPoint, source: 'post' } }],
    ['the id of the ad', written, { ...written, entryPoint: { ...entryPoint, id: 'ad 2' } }],
    ['the content', template, service],
    ['that it is held', service, { ...service, held: false }],
    ['service or reaction', service, { ...service, content: { kind: 'reaction' } }],
    ['the template', template, { ...template, content: { ...content, name: 'b', category: 'marketing' } }],
    [
      'its language',
      template,
      { ...template, content: { ...content, language: 'de', category: 'marketing' } },
    ],
    ['its category', template, { ...template, content: { ...content, category: 'utility' } }],
    ['that the category is named', template, { ...template, content: content }],
    ['the message', status, { ...status, message: 'v' }],
    ['that it holds for one member of a group', status, { ...ofMessage, pricing, conversation }],
    ['for which member', { ...status, participant: '1' }, { ...status, participant: '2' }],
    ['the error', status, { ...status, errorCode: 1 }],
    ...(['model', 'type', 'subtype', 'category'] as const).map(
      (part) => [`the ${part}`, status, { ...status, pricing: { ...pricing, [part]: 'x' } }] as const,
    ),
    ['whether it is billable', status, { ...status, pricing: { ...pricing, billable: false } }],
    ['the conversation', status, { ...status, conversation: { ...conversation, id: 'x' } }],
    ['its origin', status, { ...status, conversation: { ...conversation, origin: 'x' } }],
    ['its end', status, { ...status, conversation: { ...conversation, expiresAt: 1 } }],
    ['the previous id', renamed, { ...renamed, previous: 'x' }],
    ['the current id', renamed, { ...renamed, current: 'x' }],
    ['until when calls are permitted', permitted, { ...permitted, until: permitted.until + 1 }],
    ['who permits them', permitted, { ...permitted, source: 'automatic' }],
    ['how permission is asked for', requested, { ...requested, by: 'template' }],
    ['who called', ended, { ...ended, direction: 'business' }],
  ]

  test.each(variants)('%s', (_what, a, b) => {
    const order = compareFacts(a, b)
    expect(order).not.toBe(0)
    expect(Math.sign(order)).toBe(-Math.sign(compareFacts(b, a)))
  })

  test('and keep their order in every version, for logs are read again', () => {
    expect(compareFacts(written, { ...written, kind: 'image' })).toBe(1)
    expect(compareFacts({ ...written, kind: 'image' }, written)).toBe(-1)
  })

  test('and by nothing else', () => {
    for (const fact of facts) {
      const { aliases: _aliases, account: _account, ...rest } = fact
      expect(compareFacts(fact, { ...rest, customer: 'x', phoneNumberId: 'y' } as ThreadEvent)).toBe(0)
    }
    expect(compareFacts(called, { ...called })).toBe(0)
  })
})
