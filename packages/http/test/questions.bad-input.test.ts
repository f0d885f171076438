import { describe, expect, test } from 'vitest'
import { DAY } from '@guichet/core'
import { customerKey as key, get, known, pathOf, post, start, wrote } from './support/questions.ts'

const service = { kind: 'service' }

describe('what POST /ask refuses to read', () => {
  test.each([
    ['nothing', '', 400, 'JSON'],
    ['no JSON', '{"phoneNumberId":', 400, 'JSON'],
    ['no object', '[]', 422, 'body: must be a JSON object'],
    ['an empty object', {}, 422, 'phoneNumberId: is missing; customer: is missing; message: is missing'],
    [
      'a customer that is a number',
      { ...key, customer: 7, message: service },
      422,
      'customer: must be a text, but is 7',
    ],
    [
      'an empty customer',
      { ...key, customer: '', message: service },
      422,
      'customer: must be a text of 1 to 1024',
    ],
    ['a customer without end', { ...key, customer: 'x'.repeat(1025), message: service }, 422, '1 to 1024'],
    ['a message of no kind', { ...key, message: { kind: 'fax' } }, 422, 'message.kind: not one of service'],
    ['a template without a name', { ...key, message: { kind: 'template' } }, 422, 'message.name: is missing'],
    ['a second message of no kind', { ...key, messages: [service, {}] }, 422, 'messages[1].kind: not one of'],
    ['no messages', { ...key, messages: [] }, 422, 'messages: must be a list of 1 to 100'],
    ['too many', { ...key, messages: Array.from({ length: 101 }, () => service) }, 422, 'a list of 101'],
    ['messages that are a text', { ...key, messages: 'all' }, 422, 'messages: must be a list of 1 to 100'],
    ['both', { ...key, message: service, messages: [service] }, 422, 'not both'],
    [
      'an instant without offset',
      { ...key, at: '2026-10-20T12:00', message: service },
      422,
      'at: not an ISO',
    ],
    ['a number for an instant', { ...key, at: 1_792_490_400, message: service }, 422, 'at: not an ISO'],
    ['a day that is none', { ...key, at: '2026-02-31T00:00:00Z', message: service }, 422, 'at: not an ISO'],
    ['an instant before WhatsApp', { ...key, at: '1999-01-01T00:00:00Z', message: service }, 422, '2009'],
  ])('%s', async (_what, body, status, told) => {
    const { app } = await known()
    const answer = await post(app, '/ask', body)
    expect(answer.status).toBe(status)
    expect(answer.body['detail']).toContain(told)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  })

  test.each([
    ['an empty object', {}, 'phoneNumberId: is missing; customer: is missing; message: is missing'],
    [
      'a beginning without offset',
      { ...key, from: '2026-10-20T12:00', message: service },
      'from: not an ISO',
    ],
    ['an end that is no instant', { ...key, until: 7, message: service }, 'until: not an ISO'],
    [
      'an end that is no later',
      { ...key, from: '2026-10-20T12:00:00Z', until: '2026-10-20T12:00:00Z', message: service },
      'until: must be later than from',
    ],
    ['a message of no kind', { ...key, message: { kind: 'fax' } }, 'message.kind: not one of service'],
    [
      'an instant that is too old',
      { ...key, from: '2025-10-20T12:00:00Z', message: service },
      'at: facts before',
    ],
  ])('nor POST /plan: %s', async (_what, body, told) => {
    const { app } = await known(wrote(start - 40 * DAY), wrote(start))
    const answer = await post(app, '/plan', body)
    expect(answer.status).toBe(422)
    expect(answer.body['detail']).toContain(told)
  })

  test('a body that is longer than is read', async () => {
    const { app } = await known()
    const answer = await post(app, '/ask', `{"customer":"${'x'.repeat(1_000_000)}"}`)
    expect(answer.status).toBe(413)
  })

  test('all that is wrong is named at once, each with its place', async () => {
    const { app } = await known()
    const { body } = await post(app, '/ask', { at: 'now', messages: [{ kind: 'template' }, {}] })
    expect((body['errors'] as readonly { readonly field: string }[]).map(({ field }) => field)).toEqual([
      'phoneNumberId',
      'customer',
      'at',
      'messages[0].name',
      'messages[1].kind',
    ])
  })
})

describe('which parameters are refused', () => {
  const thread = pathOf(key)
  test.each([
    ['/threads', 'closing-within: is missing'],
    ['/threads?closing-within=PT1H&reply-within=PT1H', 'not both'],
    ['/threads?reply-within=PT1H&waiting=true', 'waiting: give reply-within or waiting, not both'],
    ['/threads?waiting=yes', 'waiting: must be true, but is "yes"'],
    ['/threads?closing-within=', 'closing-within: not an ISO 8601 duration'],
    ['/threads?closing-within=1h', 'such as PT1H'],
    ['/threads?closing-within=P', 'not an ISO'],
    ['/threads?closing-within=PT', 'not an ISO'],
    ['/threads?closing-within=P1DT', 'not an ISO'],
    ['/threads?closing-within=P1M', 'not an ISO'],
    ['/threads?closing-within=P1Y', 'not an ISO'],
    ['/threads?closing-within=-PT1H', 'not an ISO'],
    ['/threads?closing-within=P1W1D', 'not an ISO'],
    ['/threads?closing-within=PT1H\n', 'not an ISO'],
    ['/threads?closing-within=P367D', 'longer than a year'],
    ['/threads?reply-within=P9999999999D', 'reply-within: not an ISO'],
    ['/threads?closing-within=PT1H&limit=0', 'limit: must be a whole number from 1 to 1000, but is "0"'],
    ['/threads?closing-within=PT1H&limit=1001', 'limit'],
    ['/threads?closing-within=PT1H&limit=1e2', 'limit'],
    ['/threads?closing-within=PT1H&limit=-1', 'limit'],
    ['/threads?closing-within=PT1H&limit=', 'limit'],
    [`${thread}?at=yesterday`, 'at: not an ISO 8601 instant'],
    [`${thread}/history?limit=10001`, 'limit: must be a whole number from 1 to 10000'],
    [`${thread}/charges?limit=x`, 'limit'],
    [`${thread}/timeline.svg?theme=pink`, 'theme: not one of auto, light, dark: "pink"'],
    [`${thread}/timeline.svg?from=0&until=1`, 'until: not an ISO'],
    ['/intents?limit=0', 'limit'],
    ['/findings?limit=0', 'limit'],
    ['/unread?limit=0', 'limit'],
  ])('%s', async (path, told) => {
    const { app } = await known()
    const answer = await get(app, path.replace('\n', '%0A'))
    expect([answer.status, answer.body['type']]).toEqual([400, '/problems/invalid-parameter'])
    expect(answer.body['detail']).toContain(told)
  })

  test('all that is wrong is named at once', async () => {
    const { app } = await known()
    const { body } = await get(app, '/threads?closing-within=soon&limit=many')
    expect(body['detail']).toMatch(/closing-within: .*; limit: /)
  })
})
