import { readWebhook, readWebhookText } from '@guichet/cloud-api'
import { describe, expect, test } from 'vitest'
import {
  SECONDS,
  batch,
  bodyOf,
  change,
  entry,
  message,
  messagesBody,
  status,
  statusesBody,
  threads,
} from './bodies.ts'
import { isSound } from './sound.ts'

describe('hostile bodies', () => {
  const nested = (open: string, close: string): unknown =>
    JSON.parse(`${open.repeat(10_000)}1${close.repeat(10_000)}`)

  test.each([
    ['lists', nested('[', ']')],
    ['objects', nested('{"entry":', '}')],
    ['changes', nested('{"changes":[', ']}')],
  ])('10,000 levels of %s, wherever they stand', (_, deep) => {
    readWebhook(deep)
    readWebhook({ entry: deep })
    const spots: readonly unknown[] = [
      bodyOf(deep),
      batch(deep, entry([threads({ messages: [message()] })])),
      bodyOf(threads({ contacts: deep, metadata: deep })),
      bodyOf(
        threads({ messages: [deep, message({ referral: deep }), message({ type: 'system', system: deep })] }),
      ),
      bodyOf(threads({ statuses: [deep, status({ pricing: deep, conversation: deep, errors: deep })] })),
    ]
    for (const body of spots) expect(readWebhook(body).unread.length).toBeGreaterThan(0)
    expect(readWebhook(spots[1]).events).toHaveLength(1)
    expect(readWebhook(spots[3]).events).toHaveLength(2)
    expect(readWebhook(spots[4]).events).toHaveLength(1)
  })

  test('3 MB of messages, each with a contact of its own (HOOK-4)', () => {
    const messages = Array.from({ length: 15_000 }, (_, n) =>
      message({ id: `wamid.${n}`, from: `1555${1_000_000 + n}` }),
    )
    const contacts = messages.map(({ from }, n) => ({ wa_id: from, user_id: `US.${n}` }))
    const text = JSON.stringify(bodyOf(threads({ contacts, messages })))
    expect(text.length).toBeGreaterThan(2_000_000)
    // The processor's time: what others do on the machine does not count.
    const started = process.cpuUsage()
    const { events, unread } = readWebhookText(text)
    expect(process.cpuUsage(started).user).toBeLessThan(2_000_000)
    expect(events).toHaveLength(messages.length)
    expect(unread).toEqual([])
  })

  test('3 MB in one word', () => {
    const endless = 'x'.repeat(3_000_000)
    const { events, unread } = readWebhook(
      messagesBody(message({ type: endless }), message({ id: endless }), message()),
    )
    expect(events).toHaveLength(1)
    expect(JSON.stringify(unread).length).toBeLessThan(1_000)
    expect(JSON.stringify(readWebhook(bodyOf({ field: endless })).unread).length).toBeLessThan(1_000)
  })

  test('words as long as they may be, in letters that grow with their case', () => {
    const id = 'i'.repeat(320)
    const word = (length: number, letter: string): string => letter.repeat(length)
    const longest: readonly unknown[] = [
      batch({
        id,
        time: Number(SECONDS),
        changes: [
          change('message_template_status_update', {
            event: word(40, '\u0390'),
            message_template_name: word(512, 'n'),
            message_template_language: word(32, 'l'),
          }),
        ],
      }),
      messagesBody(message({ id, from: id, type: word(512, 't') })),
      statusesBody(
        status({
          id,
          recipient_id: id,
          recipient_participant_id: id,
          pricing: { category: word(128, '\u0130'), type: word(128, '\u0130') },
          conversation: { id, origin: { type: word(128, '\u0130') } },
        }),
      ),
      bodyOf(
        threads(
          {
            groups: [{ type: 'group_suspend', group_id: id, timestamp: SECONDS }],
            metadata: { phone_number_id: id },
          },
          'group_status_update',
        ),
      ),
      batch({
        id,
        time: Number(SECONDS),
        changes: [
          change('account_update', {
            event: 'ACCOUNT_RESTRICTION',
            phone_number_id: id,
            restriction_info: [
              { restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', expiration: SECONDS },
            ],
          }),
        ],
      }),
      bodyOf(
        threads(
          { user_id_update: [{ user_id: { previous: id, current: `${id.slice(1)}j` }, timestamp: SECONDS }] },
          'user_id_update',
        ),
      ),
    ]
    for (const body of longest) {
      const read = readWebhook(body)
      expect(read.events).toHaveLength(1)
      isSound(body, read)
    }
  })

  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    '%s as a key and as a value',
    (word) => {
      const text = JSON.stringify(messagesBody(message({ type: word, from: word }))).replaceAll(
        '"text":',
        `"${word}":`,
      )
      const { events } = readWebhookText(text)
      expect(events).toMatchObject([{ kind: word, customer: word }])
      expect(readWebhookText(`{"${word}":{"entry":[]}}`).unread).toEqual([
        { path: '$', reason: 'entry is missing' },
      ])
      expect(Object.hasOwn(Object.prototype, 'entry')).toBe(false)
    },
  )

  test('what stands under __proto__ is not taken for the message', () => {
    const text = JSON.stringify(messagesBody({ held: message() })).replace('"held"', '"__proto__"')
    expect(readWebhookText(text)).toMatchObject({
      events: [],
      unread: [{ reason: 'the message has no valid id' }],
    })
  })
})
