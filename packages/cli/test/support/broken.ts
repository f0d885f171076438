import { bakeryLines } from './bakery.ts'
import { thread } from './events.ts'

/** A webhook of one message with this timestamp. */
export const withTimestamp = (timestamp: unknown): string =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1',
        changes: [
          {
            field: 'messages',
            value: {
              metadata: { phone_number_id: thread.phoneNumberId },
              messages: [{ from: thread.customer, id: 'wamid.a', timestamp, type: 'text' }],
            },
          },
        ],
      },
    ],
  })
/** An event in which these fields are others. */
export const event = (fields: object): string =>
  JSON.stringify({
    type: 'customer-messaged',
    id: 'a',
    at: '2026-10-01T00:00:00Z',
    kind: 'text',
    ...thread,
    ...fields,
  })
const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`
const outbound = (request: string): string =>
  `{"at":"2026-10-01T00:00:00Z","request":${request},"response":{"messages":[{"id":"wamid.deep"}]}}`

/** Lines that cannot be read, each with the path that is reported. */
export const broken: Readonly<Record<string, readonly [line: string, path: string]>> = {
  'truncated JSON': [bakeryLines[3]?.slice(0, 200) ?? '', '$'],
  'a number': ['42', '$'],
  'a text': ['"hello"', '$'],
  null: ['null', '$'],
  'an array': ['[{"object":1}]', '$'],
  'an empty object': ['{}', '$'],
  'an opening brace': ['{', '$'],
  'an opening bracket': ['[', '$'],
  'an unknown type of event': ['{"type":"customer-sneezed"}', '$'],
  'an event without an id': [event({ id: '' }), '$.id'],
  'an event with a number for a customer': [event({ customer: 336 }), '$.customer'],
  'an event in the year 9999': [event({ at: '9999-01-01T00:00:00Z' }), '$.at'],
  'an event without an offset': [event({ at: '2026-10-01T00:00:00' }), '$.at'],
  'a webhook before the epoch': [withTimestamp('-5'), '$.entry[0].changes[0].value.messages[0]'],
  'a webhook in the year 9999': [withTimestamp('253370764800'), '$.entry[0].changes[0].value.messages[0]'],
  'milliseconds where seconds belong': [
    withTimestamp('1790838720000'),
    '$.entry[0].changes[0].value.messages[0]',
  ],
  'a webhook with a list for a timestamp': [withTimestamp([]), '$.entry[0].changes[0].value.messages[0]'],
  'a body of 3 MB': [JSON.stringify({ padding: 'x'.repeat(3_000_000) }), '$'],
  'a polluting key': ['{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}', '$'],
  'a polluting event': [event({ at: 'never' }).replace('{', '{"__proto__":{"polluted":true},'), '$.at'],
  'ten thousand nested lists': [deep(10_000), '$'],
  'ten thousand nested objects': [`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, '$'],
  'entries ten thousand levels deep': [
    `{"object":"whatsapp_business_account","entry":${deep(10_000)}}`,
    '$.entry[0]',
  ],
  'an event id ten thousand levels deep': [`{"type":"customer-called","id":${deep(10_000)}}`, '$.id'],
  'a request that is too deep': [outbound(`{"to":"33","text":${deep(10_000)}}`), '$.request'],
  'an outbound record without an instant': ['{"request":{"to":"33"},"response":{}}', '$.at'],
  'an outbound record without a recipient': [outbound('{"type":"text"}'), '$.request.to'],
  'binary garbage': ['\u0000\u0001\uFFFD\u0002{"\u0003', '$'],
}
