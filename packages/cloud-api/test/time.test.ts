import { readWebhook } from '@guichet/cloud-api'
import { expect, test } from 'vitest'
import { AT, message, messagesBody } from './bodies.ts'

test.each([['1750030073'], [1750030073]])('%j are seconds (HOOK-9)', (timestamp) => {
  expect(readWebhook(messagesBody(message({ timestamp }))).events).toMatchObject([{ at: AT }])
})

test.each([
  [undefined, 'no timestamp'],
  [null, 'no timestamp'],
  ['', 'timestamp must be a number of seconds, but is an empty text'],
  ['2025-06-15T23:27:53Z', 'timestamp must be a number of seconds, but is a text'],
  ['0x6850aa39', 'timestamp must be a number of seconds, but is a text'],
  [' 1750030073', 'timestamp must be a number of seconds, but is a text'],
  ['1e9', 'timestamp must be a number of seconds, but is a text'],
  [Number.NaN, 'timestamp must be a number of seconds, but is a number'],
  [true, 'timestamp must be a number of seconds, but is a boolean'],
  [{}, 'timestamp must be a number of seconds, but is an object'],
  ['-1750030073', 'timestamp is negative'],
  [-1, 'timestamp is negative'],
  [1750030073.5, 'timestamp is not a whole number of seconds'],
  [Number.POSITIVE_INFINITY, 'timestamp is not a whole number of seconds'],
  ['1750030073000', 'timestamp must be in seconds, but looks like milliseconds'],
  [1750030073000, 'timestamp must be in seconds, but looks like milliseconds'],
  ['1750030073000000', 'timestamp must be in seconds, but looks like microseconds'],
  ['0', 'timestamp lies before 2009, before WhatsApp existed'],
  [1000000000, 'timestamp lies before 2009, before WhatsApp existed'],
  ['253402300799', 'timestamp lies in the far future, in 2100 or later'],
  ['99999999999999999999', 'timestamp lies in the far future, in 2100 or later'],
])('%j: %s', (timestamp, reason) => {
  const { events, unread } = readWebhook(messagesBody(message({ timestamp }), message({ id: 'wamid.good' })))
  expect(unread).toMatchObject([{ path: '$.entry[0].changes[0].value.messages[0]', reason }])
  expect(events).toMatchObject([{ id: 'wamid.good' }])
})

test('an event whose time is more than a day after it was received is unread, the others are read', () => {
  const receivedAt = AT + 1000
  const ahead = String(Math.floor(AT / 1000) + 2 * 86_400)
  const body = messagesBody(message({ timestamp: ahead }), message({}))
  expect(readWebhook(body).events).toHaveLength(2)
  expect(readWebhook(body, { receivedAt })).toMatchObject({
    events: [{ at: AT }],
    unread: [
      {
        path: '$.entry[0].changes[0].value.messages[0]',
        reason: 'its time is more than a day after it was received',
      },
    ],
  })
})
