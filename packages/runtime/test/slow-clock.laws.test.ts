import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE, isRight, type Event, type Instant } from '@guichet/core'
import { holdsLater } from '../../core/test/support/check.ts'
import { bodyOf, start, worldOf } from './support/world.ts'

const key = { phoneNumberId: '100', customer: '15550100001' }
const written = (at: Instant, id = 'c1'): Event => ({
  type: 'customer-messaged',
  id,
  at,
  kind: 'text',
  ...key,
})
const approved = (at: Instant): Event => ({
  type: 'template-changed',
  id: 't1',
  at,
  name: 'order_ready',
  language: 'en',
  status: 'APPROVED',
})
const rejected: Event = { ...approved(start - HOUR), id: 't0', type: 'template-changed', status: 'REJECTED' }
const hello = {
  phoneNumberId: '100',
  recipient: '15550100001',
  content: { kind: 'service' } as const,
  body: { type: 'text', text: { body: 'hello' } },
}
const template = {
  ...hello,
  content: { kind: 'template', name: 'order_ready', language: 'en' } as const,
}

const ofAccount = (at: Instant) => ({ id: `a${at}`, at, account: 'A' })
const restricted = (at: Instant): Event => ({
  type: 'account-restricted',
  restriction: 'replies',
  ...ofAccount(at),
})
const released = (at: Instant): Event => ({ type: 'account-released', ...ofAccount(at) })
const limited = (at: Instant, limit: number): Event => ({
  type: 'messaging-limit-changed',
  limit,
  ...ofAccount(at),
})
const counted = [1, 2].map((one): Event => ({
  type: 'message-status',
  id: `s${one}`,
  at: start - HOUR,
  phoneNumberId: '100',
  customer: `1555020000${one}`,
  message: `m${one}`,
  status: 'delivered',
}))
const listed = (at: Instant): Event => ({ type: 'templates-listed', templates: [], ...ofAccount(at) })

describe('what was received counts, though our clock is slow', () => {
  // events, stamped so far ahead of our clock · what is sent · by default and without tolerance
  test.each([
    ['written just now', [written(start)], hello, 'accepted', 'accepted'],
    ['written 3 s ahead', [written(start + 3000)], hello, 'accepted', 'refused-by-rule'],
    ['written 60 s ahead', [written(start + MINUTE)], hello, 'accepted', 'refused-by-rule'],
    [
      'written more than 60 s ahead',
      [written(start + MINUTE + 1)],
      hello,
      'refused-by-rule',
      'refused-by-rule',
    ],
    [
      'one beyond the tolerance hides none within it',
      [written(start + 2000, 'a'), written(start + HOUR, 'b')],
      hello,
      'accepted',
      'refused-by-rule',
    ],
    [
      'a template approved 3 s ahead',
      [rejected, approved(start + 3000)],
      template,
      'accepted',
      'refused-by-rule',
    ],
    [
      'a list 3 s ahead that leaves the template out',
      [approved(start - HOUR), listed(start + 3000)],
      template,
      'refused-by-rule',
      'accepted',
    ],
    [
      'restricted 3 s ahead',
      [written(start), restricted(start + 3000)],
      hello,
      'refused-by-rule',
      'accepted',
    ],
    [
      'released 3 s ahead',
      [written(start), restricted(start - HOUR), released(start + 3000)],
      hello,
      'accepted',
      'refused-by-rule',
    ],
    [
      'a limit that is raised 3 s ahead',
      [...counted, limited(start - HOUR, 1), limited(start + 3000, 9)],
      template,
      'accepted',
      'refused-by-rule',
    ],
    [
      'a limit that is lowered 3 s ahead',
      [...counted, limited(start - HOUR, 9), limited(start + 3000, 1)],
      template,
      'refused-by-rule',
      'accepted',
    ],
    [
      'a throughput of 1 from 3 s ahead on',
      [
        written(start + 3000),
        { type: 'throughput-changed', perSecond: 1, phoneNumberId: '100', ...ofAccount(start + 3000) },
      ],
      template,
      'refused-by-rule',
      'accepted',
    ],
    [
      'a group that is suspended 3 s ahead',
      [
        {
          type: 'group-changed',
          id: 'g1',
          at: start - HOUR,
          phoneNumberId: '100',
          group: 'G',
          state: 'active',
        },
        {
          type: 'group-changed',
          id: 'g2',
          at: start + 3000,
          phoneNumberId: '100',
          group: 'G',
          state: 'suspended',
        },
        { ...written(start), customer: 'G' },
      ],
      { ...hello, recipient: 'G' },
      'refused-by-rule',
      'accepted',
    ],
  ] as const)('%s', async (_, events, request, usual, without) => {
    for (const [countsAhead, outcome] of [
      [undefined, usual],
      [0, without],
    ] as const) {
      const { runtime } = worldOf(countsAhead === undefined ? {} : { countsAhead })
      await runtime.receive(bodyOf(events))
      const answer = await runtime.ask({ ...key, customer: request.recipient }, request.content)
      expect(isRight(answer)).toBe(outcome === 'accepted')
      expect(await runtime.send(request)).toMatchObject({ outcome })
    }
  })

  test('a first reply is after the message that it replies to, and the view says so', async () => {
    const { runtime } = worldOf()
    await runtime.receive(bodyOf([written(start + 3000)]))
    await runtime.send(hello)
    expect((await runtime.events(key)).map(({ type, at }) => [type, at])).toEqual([
      ['customer-messaged', start + 3000],
      ['business-messaged', start + 3000],
    ])
    const view = await runtime.view(key)
    expect(isRight(view) && view.right).toMatchObject({
      phase: 'open',
      conversation: { startedAt: start + 3000 },
    })
  })

  test('a question about a named instant is answered at that instant', async () => {
    const { runtime } = worldOf()
    await runtime.receive(bodyOf([written(start + 3000)]))
    expect(isRight(await runtime.ask(key, { kind: 'service' }, start))).toBe(false)
    expect(isRight(await runtime.ask(key, { kind: 'service' }, start + 3000))).toBe(true)
  })

  test('a customer who is erased does not come back with the next delivery of what was stored', async () => {
    const { runtime } = worldOf()
    const body = bodyOf([written(start + 3000)])
    await runtime.receive(body)
    await runtime.eraseCustomer(key.customer)
    expect(await runtime.receive(body)).toMatchObject({ absorbed: 0, erased: 1 })
    expect(await runtime.receive(bodyOf([written(start + 3001, 'c2')]))).toMatchObject({ absorbed: 1 })
  })
})

const offsets = fc.array(
  fc.oneof(
    fc.integer({ min: -2 * MINUTE, max: 2 * MINUTE }),
    fc.integer({ min: -24 * HOUR - 2 * MINUTE, max: -24 * HOUR + 2 * MINUTE }),
  ),
  { minLength: 1, maxLength: 6 },
)

test('law: now is the newest stored instant up to the tolerance ahead of our clock, and never before it', async () => {
  await holdsLater(
    fc.record({ offsets, countsAhead: fc.constantFrom(0, 1000, MINUTE) }),
    async ({ offsets: heard, countsAhead }) => {
      const { runtime } = worldOf({ countsAhead })
      await runtime.receive(bodyOf(heard.map((offset, index) => written(start + offset, `c${index}`))))
      const present = start + Math.max(0, ...heard.filter((offset) => offset <= countsAhead))
      const isOpen = heard.some((offset) => start + offset <= present && start + offset > present - 24 * HOUR)
      const answer = await runtime.ask(key, { kind: 'service' })
      const sent = await runtime.send(hello)
      return isRight(answer) === isOpen && (sent.outcome === 'accepted') === isOpen
    },
    150,
  )
})

test('law: no clock that is up to a minute slow keeps a window open for longer than it is', async () => {
  await holdsLater(
    fc.record({ offsets, slow: fc.integer({ min: 0, max: MINUTE }) }),
    async ({ offsets: all, slow }) => {
      // It is `start`; nothing later has happened, and the newest was received just now.
      const heard = [...all.map((offset) => Math.min(0, offset)), 0]
      const { runtime } = worldOf({ now: start - slow })
      await runtime.receive(bodyOf(heard.map((offset, index) => written(start + offset, `c${index}`))))
      const answer = await runtime.ask(key, { kind: 'service' })
      return isRight(answer) && answer.right.validUntil === start + 24 * HOUR
    },
    50,
  )
})
