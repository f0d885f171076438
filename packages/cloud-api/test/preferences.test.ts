import { readWebhook } from '@guichet/cloud-api'
import { expect, test } from 'vitest'
import { type Json, PHONE, SECONDS, USER_ID, bodyOf, inThread, threads, phoneNumbers } from './bodies.ts'

const read = (more: Json, contacts: unknown = []): ReturnType<typeof readWebhook> => {
  const preference = {
    wa_id: PHONE,
    category: 'marketing_messages',
    value: 'stop',
    timestamp: Number(SECONDS),
    ...more,
  }
  return readWebhook(bodyOf(threads({ contacts, user_preferences: [preference] }, 'user_preferences')))
}

test.each(['stop', 'resume'])('%s', (value) => {
  expect(read({ value }, [{ wa_id: PHONE, user_id: USER_ID }])).toEqual({
    events: [
      {
        type: 'marketing-preference',
        id: `${USER_ID}/${value}/${SECONDS}`,
        customer: USER_ID,
        aliases: [PHONE],
        value,
        ...inThread,
      },
    ],
    messages: [],
    echoes: [],
    unread: [],
    phoneNumbers,
  })
})

test.each([
  [{ value: 'signup' }, 'preference that changes no thread: signup'],
  [{ value: undefined }, 'the preference is nothing'],
  [{ category: 'newsletters' }, 'preference category that changes no thread: newsletters'],
  [{ timestamp: 1750030073000 }, 'timestamp must be in seconds, but looks like milliseconds'],
  [{ wa_id: '' }, 'the preference has no id of the customer'],
])('%j: %s', (more, reason) => {
  const { events, unread } = read(more)
  expect(events).toEqual([])
  expect(unread).toMatchObject([{ path: '$.entry[0].changes[0].value.user_preferences[0]', reason }])
})
