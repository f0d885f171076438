import { describe, expect, test } from 'vitest'
import { EventCodec, isRight, type ThreadEvent } from '../src/index.ts'
import { compareFacts } from '../src/store.ts'
import { fullEvents } from './golden/malformed.ts'

/** The facts of a text, each with all that it may have. */
const facts: readonly ThreadEvent[] = fullEvents.flatMap((value) => {
  const read = EventCodec.decode(value)
  return isRight(read) && read.right.type !== 'template-changed' ? [read.right] : []
})

const one = <T extends ThreadEvent['type']>(type: T): readonly Extract<ThreadEvent, { type: T }>[] =>
  facts.filter((fact): fact is Extract<ThreadEvent, { type: T }> => fact.type === type)

const [written] = one('customer-messaged')
const [called] = one('customer-called')
const [accepted] = one('business-call-accepted')
const [template, service] = one('business-messaged')
const [status] = one('message-status')
const [stopped] = one('marketing-preference')
const [renamed] = one('customer-renamed')

const isBefore = (a: ThreadEvent, b: ThreadEvent): boolean => compareFacts(a, b) < 0 && compareFacts(b, a) > 0

test('each kind of event is there', () => {
  expect(facts).toHaveLength(8)
})

describe('facts come in the order', () => {
  if (!written || !called || !accepted || !template || !service || !status || !stopped || !renamed) return
  const { id: _, ...statusOf } = status
  const told: readonly (readonly [string, ThreadEvent])[] = [
    ['an earlier one, whatever it is', { ...status, status: 'failed', at: status.at - 1 }],
    ['the customer writes', written],
    ['calls', called],
    ['accepts a call', accepted],
    ['gets another id', renamed],
    ['resumes marketing', { ...stopped, value: 'resume' }],
    ['stops marketing', stopped],
    ['the business sends', template],
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
  if (!written || !called || !template || !service || !status || !stopped || !renamed) return
  const { entryPoint: _, ...withoutAd } = written
  const { category: _category, ...content } =
    template.content.kind === 'template' ? template.content : { category: '' }
  const { pricing, conversation } = status
  if (pricing === undefined || conversation === undefined) return
  const variants: readonly (readonly [string, ThreadEvent, ThreadEvent])[] = [
    ['the kind', written, { ...written, kind: 'image' }],
    ['that it came through an ad', written, withoutAd],
    ['the source of the ad', written, { ...written, entryPoint: { source: 'post', id: 'ad 1' } }],
    ['the id of the ad', written, { ...written, entryPoint: { source: 'ad', id: 'ad 2' } }],
    ['the content', template, service],
    ['service or reaction', service, { ...service, content: { kind: 'reaction' } }],
    [
      'the template',
      template,
      { ...template, content: { kind: 'template', name: 'b', language: 'fr', category: 'marketing' } },
    ],
    [
      'its language',
      template,
      { ...template, content: { kind: 'template', name: 'promo', language: 'de', category: 'marketing' } },
    ],
    [
      'its category',
      template,
      { ...template, content: { kind: 'template', name: 'promo', language: 'fr', category: 'utility' } },
    ],
    [
      'that the category is named',
      template,
      { ...template, content: { kind: 'template', name: 'promo', language: 'fr', ...content } },
    ],
    ['the message', status, { ...status, message: 'v' }],
    ['that it holds for one member of a group', status, { ...status, participant: '1' }],
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
