import { readWebhook, readWebhookText } from '@guichet/cloud-api'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  AT,
  GROUP,
  OTHER_PHONE,
  PHONE,
  PHONE_NUMBER_ID,
  SECONDS,
  USER_ID,
  bodyOf,
  message,
  messagesBody,
  status,
  statusesBody,
  threads,
  phoneNumbers,
} from './bodies.ts'
import { assertEach } from '../../core/test/support/check.ts'

const STATUS = '$.entry[0].changes[0].value.statuses[0]'
const echoing = (more: Record<string, unknown> = {}): Record<string, unknown> =>
  status({ biz_opaque_callback_data: 'order 42', ...more })
const echo = {
  callbackData: 'order 42',
  message: 'wamid.out',
  phoneNumberId: PHONE_NUMBER_ID,
  customer: PHONE,
  at: AT,
  status: 'delivered',
}

describe('callback data', () => {
  test('comes back as it was, for every status that carries some, in the order of the body', () => {
    const data = fc.option(fc.string({ minLength: 1, maxLength: 512, unit: 'grapheme' }), { nil: undefined })
    assertEach(
      fc.property(fc.array(data, { minLength: 1, maxLength: 5 }), (all) => {
        const statuses = all.map((callbackData, n) =>
          status({ id: `wamid.${n}`, biz_opaque_callback_data: callbackData?.slice(0, 512) }),
        )
        const { echoes, unread } = readWebhookText(JSON.stringify(statusesBody(...statuses)))
        expect(unread).toEqual([])
        expect(echoes.map(({ message: wamid, callbackData }) => [wamid, callbackData])).toEqual(
          all.flatMap((one, n) => (one === undefined ? [] : [[`wamid.${n}`, one.slice(0, 512)]])),
        )
      }),
    )
  })

  test('changes no event', () => {
    const { events } = readWebhook(statusesBody(status()))
    expect(readWebhook(statusesBody(echoing()))).toEqual({
      events,
      messages: [],
      echoes: [echo],
      unread: [],
      phoneNumbers,
    })
  })

  test.each(['sent', 'delivered', 'read', 'played', 'failed'])('of a message that is %s', (word) => {
    expect(readWebhook(statusesBody(echoing({ status: word }))).echoes).toEqual([{ ...echo, status: word }])
  })

  test('of a customer with a business-scoped user id', () => {
    const known = threads({ contacts: [{ wa_id: PHONE, user_id: USER_ID }], statuses: [echoing()] })
    expect(readWebhook(bodyOf(known)).echoes).toEqual([{ ...echo, customer: USER_ID, aliases: [PHONE] }])
  })

  test('of a group, once for each member', () => {
    const toGroup = { recipient_id: GROUP, recipient_type: 'group' }
    const { echoes } = readWebhook(
      statusesBody(
        echoing({ ...toGroup, recipient_participant_id: PHONE }),
        echoing({ ...toGroup, recipient_participant_id: OTHER_PHONE }),
      ),
    )
    expect(echoes).toEqual([
      { ...echo, customer: GROUP },
      { ...echo, customer: GROUP },
    ])
  })
})

describe('no echo', () => {
  test.each([undefined, null, ''])('of %j, which is none', (absent) => {
    const { echoes, unread } = readWebhook(statusesBody(echoing({ biz_opaque_callback_data: absent })))
    expect({ echoes, unread }).toEqual({ echoes: [], unread: [] })
  })

  test.each([
    [42, 'a number'],
    [{}, 'an object'],
    ['x'.repeat(1025), 'a text'],
  ])('of what no sender can have given: %#', (data, what) => {
    const { events, echoes, unread } = readWebhook(statusesBody(echoing({ biz_opaque_callback_data: data })))
    expect(events).toHaveLength(1)
    expect(echoes).toEqual([])
    expect(unread).toEqual([
      {
        path: `${STATUS}.biz_opaque_callback_data`,
        reason: `the callback data is left out: it must be a text of 1 to 512 characters, but is ${what}`,
        kind: 'biz_opaque_callback_data',
      },
    ])
  })

  test('of a status that gives no event', () => {
    const { echoes } = readWebhook(
      statusesBody(echoing({ status: 'warning' }), echoing({ timestamp: 'x' }), echoing({ id: '' })),
    )
    expect(echoes).toEqual([])
  })

  test('of a status that claims to come from the future', () => {
    const receivedAt = AT - 25 * 60 * 60 * 1000
    const read = readWebhook(statusesBody(echoing()), { receivedAt })
    expect(read).toMatchObject({ events: [], echoes: [], unread: [{}] })
  })

  test('of a call or of what the customer sends', () => {
    const given = { biz_opaque_callback_data: 'order 42' }
    const callStatus = { id: 'wacid.1', type: 'call', status: 'ACCEPTED', timestamp: SECONDS, ...given }
    const bodies = [
      bodyOf(threads({ statuses: [{ ...callStatus, recipient_id: PHONE }] }, 'calls')),
      messagesBody(message(given)),
    ]
    for (const body of bodies) {
      const { events, echoes } = readWebhook(body)
      expect(events).toHaveLength(1)
      expect(echoes).toEqual([])
    }
  })
})
