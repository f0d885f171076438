import { describe, expect, it } from 'vitest'
import { readAnswer } from '../src/page/model/answer.ts'
import { readEvents } from '../src/page/model/event.ts'
import { readView } from '../src/page/model/view.ts'
import { reasonInWords, remedyInWords, type Telling } from '../src/page/words/answer.ts'
import { skewInWords } from '../src/page/words/clock.ts'
import { readMoney } from '../src/page/model/money.ts'
import { readSpend } from '../src/page/model/spend.ts'
import { spendInWords } from '../src/page/words/money.ts'
import { costInWords } from '../src/page/words/charge.ts'
import { findingInWords } from '../src/page/words/finding.ts'
import { historyOf } from '../src/page/words/history.ts'
import { viewInWords } from '../src/page/words/view.ts'
import { noon } from './support/threads.ts'

const until = (at: number): string => new Date(at).toISOString().slice(11, 16)
const telling: Telling = { until, when: (at) => `at ${until(at)}` }

describe('a cost', () => {
  it.each([
    ['message', 'service', 'free_customer_service', null, 'free: customer service window'],
    [
      'message',
      'service',
      'free_customer_service',
      { used: 12, amount: 1000 },
      'free: 12 of the month’s 1,000 used',
    ],
    ['message', 'utility', 'regular', null, 'charged: utility'],
    [
      'message',
      'service',
      'regular',
      { used: 1000, amount: 1000 },
      'charged: service, 1,000 of the month’s 1,000 used',
    ],
    ['conversation', 'business_initiated', 'regular', null, 'charged: business-initiated conversation'],
    [
      'conversation',
      'marketing',
      'rides_open_conversation',
      null,
      'nothing more: marketing conversation already open',
    ],
    ['message', 'marketing', 'free_entry_point', null, 'free: entry point'],
    ['conversation', 'service', 'free_tier', null, 'free: within the month’s free messages'],
    ['none', 'service', 'not_charged', null, 'free: never charged'],
    ['message', 'service', 'brand_new', null, 'brand_new'],
  ])('of a %s, %s, %s is told', (unit, category, type, tier, words) => {
    const cost = costInWords({ charge: { unit, category, type }, tier, price: null })
    expect(cost.words).toBe(words)
    expect(cost.isFree).toBe(words.startsWith('free') || words.startsWith('nothing'))
  })
})

it.each([
  [0, 0, 'EUR 0.00'],
  [85_900, 0, 'EUR 0.0859'],
  ['1234500000', 0, 'EUR 1,234.50'],
  [1, 2, 'EUR 0.000001, without 2 messages that the rate card has no rate for'],
])('an amount of %s millionths is told plainly', (amount, withoutRate, words) => {
  const part = { amount, unknown: { withoutRate } }
  const spend = readSpend({ currency: 'EUR', today: part, month: part })
  expect(spend === null ? null : spendInWords(spend.today)).toBe(words)
  const price = readMoney({ amount, currency: 'EUR' })
  const cost = costInWords({
    charge: { unit: 'message', category: 'utility', type: 'regular' },
    tier: null,
    price,
  })
  expect(cost.words).toBe(`charged: utility, ${words.split(', without')[0]}`)
})

it('a server without a rate card, or an older one, spends nothing that is shown', () => {
  for (const body of [{ currency: null, today: null, month: null }, {}, null, { currency: 'EUR', today: {} }])
    expect(readSpend(body)).toBeNull()
})

it.each([
  [-3.2, 'at least 3 seconds behind that of WhatsApp'],
  [0.7, 'at least 1 second ahead of that of WhatsApp'],
  [3600, 'at least 3,600 seconds ahead of that of WhatsApp'],
])('a clock that is %s s off is told in words', (skew, words) => {
  expect(skewInWords(skew)).toContain(words)
})

describe('a refusal', () => {
  const told = (reasons: readonly unknown[], remedies: readonly unknown[]) => {
    const answer = readAnswer({ answer: 'refused', reasons, remedies })
    if (answer?.is !== 'refused') return null
    return [
      ...answer.reasons.map((one) => reasonInWords(one, telling)),
      ...answer.remedies.map((one) => remedyInWords(one, telling)),
    ]
  }
  const at = '2026-10-20T09:30:00.000Z'

  it('tells every reason and what to do instead', () => {
    expect(
      told(
        [
          { code: 'service-window-closed', openedAt: at, closedAt: at, because: ['G6'] },
          { code: 'service-window-closed', openedAt: at, closedAt: at, because: ['CSW-5'] },
          { code: 'service-window-closed', openedAt: null, closedAt: null, because: ['G6'] },
          { code: 'template-unknown', name: 'a', language: null, because: [] },
          { code: 'template-paused', name: 'a', language: 'en', status: 'PAUSED', since: at, because: [] },
          { code: 'marketing-stopped', since: at, because: [] },
          { code: 'customer-unknown', current: 'US.2', since: at, because: [] },
          { code: 'new-code', because: [] },
        ],
        [
          { do: 'wait-for-customer' },
          { do: 'wait-until', at },
          { do: 'send-template', templates: null, more: 0, except: ['marketing'] },
          {
            do: 'choose-another-template',
            templates: [
              { name: 'b', language: 'en' },
              { name: 'c', language: 'fr' },
            ],
            more: 4,
            except: [],
          },
          { do: 'new-remedy' },
        ],
      ),
    ).toEqual([
      'The customer service window closed at 09:30.',
      'WhatsApp refused a message at 09:30 because of the window.',
      'The customer has opened no service window.',
      'The template a does not exist.',
      'The template is paused since 09:30.',
      'The customer stopped marketing messages, since 09:30.',
      'The customer has the new id US.2 since 09:30.',
      'new-code.',
      'Wait for the customer to write.',
      'Wait until 09:30.',
      'Send an approved template that is not marketing.',
      'Choose the template b (en) or c (fr) or one of 4 more.',
      'new-remedy.',
    ])
  })

  it('of a template name that tricks the eye shows the trick', () => {
    expect(remedyInWords({ do: 'x\u202Ey', at: null, templates: null, more: 0, except: [] }, telling)).toBe(
      'x‹U+202E›y.',
    )
  })
})

describe('a thread', () => {
  const view = (fields: object) => {
    const read = readView({ phoneNumberId: '1', customer: '2', ...fields })
    return read === null ? null : viewInWords(read, noon, telling)
  }

  it('is told in sentences', () => {
    expect(
      view({
        windowClosesAt: '2026-10-20T15:00:00Z',
        view: {
          phase: 'open',
          conversation: { initiatedBy: 'user', startedAt: null, closesAt: '2026-10-20T15:00:00Z' },
          entryPoint: { state: 'awaiting-reply', replyBy: '2026-10-20T15:00:00Z' },
        },
      }),
    ).toEqual([
      'The customer service window is open until 15:00: any message is allowed.',
      'A user-initiated conversation is open until 15:00. It starts with the first reply of the business.',
      'The customer came through a free entry point: a reply within 3 h opens 72 free hours.',
    ])
    expect(view({ windowClosesAt: '2026-10-20T11:00:00Z', view: { phase: 'closed' } })).toEqual([
      'The customer service window closed at 11:00: only templates are allowed.',
      'No conversation is open.',
    ])
    expect(
      view({
        view: { phase: 'awaiting-customer', entryPoint: { state: 'open', closesAt: '2026-10-20T19:00:00Z' } },
      }),
    ).toEqual([
      'The business sent a template, and the customer has not answered yet: only templates are allowed.',
      'No conversation is open.',
      'A free entry point is open: messages are free until 19:00.',
    ])
  })

  it('that closes while one looks at it says so', () => {
    expect(view({ windowClosesAt: '2026-10-20T12:00:00Z', view: { phase: 'open' } })?.[0]).toBe(
      'The customer service window closed at 12:00: only templates are allowed.',
    )
  })
})

describe('a story', () => {
  const at = (minute: number): string => new Date(noon + minute * 60_000).toISOString()

  it('has every status with its message, the newest first', () => {
    const events = readEvents({
      events: [
        { type: 'message-status', id: 's2', at: at(4), message: 'm', status: 'read' },
        { type: 'customer-messaged', id: 'c', at: at(1), kind: 'text', entryPoint: { source: 'ad' } },
        {
          type: 'business-messaged',
          id: 'm',
          at: at(2),
          content: { kind: 'template', name: 'a', language: 'en' },
        },
        { type: 'message-status', id: 's1', at: at(3), message: 'm', status: 'sent' },
        { type: 'message-status', id: 's1', at: at(3), message: 'm', status: 'sent' },
        {
          type: 'message-status',
          id: 's3',
          at: at(9),
          message: 'unseen',
          status: 'failed',
          errorCode: 131047,
        },
        { type: 'nonsense', at: 'never' },
      ],
    })
    expect(
      historyOf(events).map(({ by, words, trail }) => [by, words, ...trail.map((one) => one.words)]),
    ).toEqual([
      ['business', 'The business sent a message', 'failed (error 131047)'],
      ['business', 'Template a (en)', 'sent', 'read'],
      ['customer', 'The customer wrote, through an ad'],
    ])
  })

  it.each([
    [{ type: 'customer-messaged', kind: 'image' }, 'The customer sent: image'],
    [{ type: 'customer-messaged', kind: 'reaction' }, 'The customer reacted'],
    [
      { type: 'customer-messaged', kind: 'request_welcome', entryPoint: { source: 'page' } },
      'The customer sent: request welcome, through a page',
    ],
    [{ type: 'customer-called' }, 'The customer called'],
    [{ type: 'business-call-accepted' }, 'The customer accepted our call'],
    [{ type: 'business-messaged', content: { kind: 'service' } }, 'Service message'],
    [{ type: 'marketing-preference', value: 'stop' }, 'The customer stopped marketing messages'],
    [{ type: 'marketing-preference', value: 'resume' }, 'The customer resumed marketing messages'],
    [
      { type: 'customer-renamed', previous: '491701234567', current: 'US.1' },
      'The customer changed from +49 170 123 4567 to US.1',
    ],
    [{ type: 'brand-new' }, 'brand new'],
  ])('tells %o', (event, words) => {
    expect(
      historyOf(readEvents({ events: [{ id: '1', at: at(0), ...event }] })).map((one) => one.words),
    ).toEqual([words])
  })

  it('tells findings', () => {
    expect(findingInWords('meta-refused-inside-window')).toContain('WhatsApp refused')
    expect(findingInWords('something-new')).toBe('something new')
  })
})
