import { defaultSettings, engine, isRight } from '@guichet/core'
import { readWebhook } from '@guichet/cloud-api'
import { describe, expect, test } from 'vitest'
import { PHONE, PHONE_NUMBER_ID, type Json, inThread, message, messagesBody } from './bodies.ts'

const body = (reply: unknown, more: Json = {}): Json =>
  messagesBody(
    message({
      type: 'interactive',
      interactive: { type: 'call_permission_reply', call_permission_reply: reply },
      ...more,
    }),
  )

const asked = { context: { from: '15550100000', id: 'wamid.request' } }
const called = { context: { from: PHONE, id: 'wacid.call' } }
const expires = { is_permanent: false, expiration_timestamp: '1768550400' }

/** May the business write freely right after this webhook? */
const opensWindow = (webhook: Json): boolean => {
  const guichet = engine(defaultSettings)
  const { events } = readWebhook(webhook)
  const state = events.reduce(guichet.evolve, guichet.initial)
  const at = Math.max(...events.map((event) => event.at))
  const key = { phoneNumberId: PHONE_NUMBER_ID, customer: PHONE }
  const view = guichet.view(state, key, at)
  return isRight(view) && view.right.serviceWindow !== null
}

describe('a reply to a call permission request opens the window only where the customer gave it (POS-42)', () => {
  test.each([
    ['accepted for a week', { response: 'accept', ...expires, response_source: 'user_action' }, asked, true],
    [
      'accepted for good',
      { response: 'accept', is_permanent: true, response_source: 'user_action' },
      asked,
      true,
    ],
    ['rejected', { response: 'reject', response_source: 'user_action' }, asked, true],
    [
      'changed in the profile',
      { response: 'accept', is_permanent: true, response_source: 'user_action' },
      {},
      false,
    ],
    ['taken back in the profile', { response: 'reject', response_source: 'user_action' }, {}, false],
    ['given by a call back', { response: 'accept', ...expires, response_source: 'automatic' }, called, false],
    [
      'given by a call back, with the request',
      { response: 'accept', response_source: 'automatic' },
      asked,
      false,
    ],
    ['taken back after unanswered calls', { response: 'reject', response_source: 'automatic' }, {}, false],
    ['from a source not known today', { response: 'accept', response_source: 'operator' }, asked, false],
    ['without a source', { response: 'accept' }, asked, false],
    [
      'with a broken context',
      { response: 'accept', response_source: 'user_action' },
      { context: 'x' },
      false,
    ],
    ['with a broken reply', 'accept', asked, false],
  ])('%s: %j', (_, reply, more, opens) => {
    const webhook = body(reply, more)
    const { events, unread } = readWebhook(webhook)
    // Whatever it does, it is an event, and never left unread.
    expect(events[0]).toMatchObject({ type: 'customer-messaged', kind: opens ? 'interactive' : 'system' })
    expect(unread).toEqual([])
    expect(opensWindow(webhook)).toBe(opens)
  })

  test('any other interactive reply is the customer speaking', () => {
    const reply = { type: 'button_reply', button_reply: { id: '1', title: 't' } }
    expect(opensWindow(messagesBody(message({ type: 'interactive', interactive: reply })))).toBe(true)
    expect(opensWindow(messagesBody(message({ type: 'interactive' })))).toBe(true)
  })
})

describe('a reply to a call permission request changes the permission (CALL-12)', () => {
  const until = 1768550400000
  const byCustomer = { response_source: 'user_action' }
  test.each([
    [{ response: 'accept', ...expires, ...byCustomer }, asked, 'temporary', 'customer', until],
    [{ response: 'accept', is_permanent: true, ...byCustomer }, asked, 'permanent', 'customer', undefined],
    [{ response: 'accept', is_permanent: true, ...byCustomer }, {}, 'permanent', 'profile', undefined],
    [{ response: 'reject', ...byCustomer }, asked, 'none', 'customer', undefined],
    [{ response: 'reject', ...byCustomer }, {}, 'none', 'profile', undefined],
    [
      { response: 'accept', ...expires, response_source: 'automatic' },
      called,
      'temporary',
      'automatic',
      until,
    ],
    [{ response: 'reject', response_source: 'automatic' }, {}, 'none', 'automatic', undefined],
    [{ response: 'accept', response_source: 'operator' }, asked, 'temporary', 'automatic', undefined],
    [{ response: 'accept' }, asked, 'temporary', 'automatic', undefined],
    [
      { response: 'accept', expiration_timestamp: 1768550400, ...byCustomer },
      asked,
      'temporary',
      'customer',
      until,
    ],
    [
      { response: 'accept', expiration_timestamp: 'never', ...byCustomer },
      asked,
      'temporary',
      'customer',
      undefined,
    ],
    [
      { response: 'accept', ...expires, is_permanent: true, ...byCustomer },
      asked,
      'permanent',
      'customer',
      undefined,
    ],
  ])('%j %j: %s by %s until %s', (reply, more, permission, source, ends) => {
    const { events, unread } = readWebhook(body(reply, more))
    expect(unread).toEqual([])
    expect(events).toHaveLength(2)
    expect(events[1]).toStrictEqual({
      type: 'call-permission-changed',
      id: 'wamid.in/call-permission',
      customer: PHONE,
      permission,
      source,
      ...inThread,
      ...(ends === undefined ? {} : { until: ends }),
    })
  })

  test.each([['accept'], [{}], [{ response: 'perhaps' }], [{ response: true }]])(
    '%j neither gives nor takes it: the message is all there is',
    (reply) => {
      const { events, unread } = readWebhook(body(reply, asked))
      expect(events.map(({ type }) => type)).toEqual(['customer-messaged'])
      expect(unread).toEqual([])
    },
  )
})
