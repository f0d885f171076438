import { describe, expect, test } from 'vitest'
import { outboundEvents, readOutbound } from '../src/input/outbound.ts'
import { day, messaged, outbound, sent, status, thread } from './support/events.ts'
import { audit, auditLines, codes } from './support/report.ts'

const hello = messaged('hello', day(9))
const late = day(10, '10:00:00.000')
const elsewhere = { phoneNumberId: '100000000000002' }
const body = { messaging_product: 'whatsapp', to: thread.customer, type: 'text', text: { body: 'Voilà' } }
/** A record that does not say from which phone number it was sent. */
const unplaced = (wamid: string, at: string): object => outbound(wamid, at, { request: body })

describe('an outbound record counts like the event that it stands for', () => {
  const asEvent = auditLines([hello, sent('wamid.1', late)])

  test.each([
    ['with its URL', outbound('wamid.1', late)],
    [
      'with the phone number beside it',
      outbound('wamid.1', late, { request: body, phoneNumberId: thread.phoneNumberId }),
    ],
    [
      'with its body as text',
      outbound('wamid.1', late, {
        request: {
          url: `https://graph.facebook.com/v26.0/${thread.phoneNumberId}/messages`,
          body: JSON.stringify(body),
        },
      }),
    ],
    [
      'with the answer under body',
      outbound('wamid.1', late, { response: { status: 200, body: { messages: [{ id: 'wamid.1' }] } } }),
    ],
    ['with epoch milliseconds', outbound('wamid.1', late, { at: Date.parse(late) })],
    [
      'with a plus sign',
      outbound('wamid.1', late, {
        request: { ...body, to: '+33 6 39 98 00 01' },
        phoneNumberId: thread.phoneNumberId,
      }),
    ],
  ])('%s', async (_, record) => {
    const { report } = await auditLines([hello, record])
    expect(report.findings).toEqual((await asEvent).report.findings)
    expect(report).toMatchObject({ events: 2, threads: 1, unread: [] })
  })

  test('once, when it was logged both ways', async () => {
    const { report } = await auditLines([hello, sent('wamid.1', late), outbound('wamid.1', late)])
    expect(report).toMatchObject({ events: 3, duplicates: 1, payloads: 3 })
  })
})

test.each([
  ['that was accepted is a message and a request', { messages: [{ id: 'wamid.c' }] }, 3],
  ['that was refused is a message that failed', { error: { code: 138009 } }, 3],
])('a request for permission to call %s', async (_, response, events) => {
  const interactive = { type: 'call_permission_request', action: { name: 'call_permission_request' } }
  const asked = outbound('', day(9, '09:00:01.000'), {
    request: { ...body, type: 'interactive', interactive },
    phoneNumberId: thread.phoneNumberId,
    response,
  })
  const { report } = await auditLines([hello, asked])
  expect(report).toMatchObject({ events, duplicates: 0, threads: 1, unread: [] })
})

test('a request for permission to call is stored under the wamid of its message', async () => {
  const interactive = { type: 'call_permission_request' }
  const record = readOutbound({
    at: day(9),
    phoneNumberId: '1',
    request: { ...body, type: 'interactive', interactive },
    response: { contacts: [{ wa_id: thread.customer, user_id: 'FR.1' }], messages: [{ id: 'wamid.c' }] },
  })
  const events = 'request' in record ? outboundEvents(record, '1') : []
  const sentTo = { id: 'wamid.c', at: Date.parse(day(9)), phoneNumberId: '1', customer: 'FR.1' }
  expect(events).toEqual([
    { type: 'business-messaged', content: { kind: 'service' }, aliases: [thread.customer], ...sentTo },
    { type: 'call-permission-requested', by: 'service', aliases: [thread.customer], ...sentTo },
  ])
})

describe('an outbound record without phone number', () => {
  test('is placed by a later status of its message', async () => {
    const delivered = status('wamid.1', 'delivered', late)
    const audited = await auditLines([
      hello,
      messaged('other', day(9), elsewhere),
      unplaced('wamid.1', late),
      delivered,
    ])
    expect(codes(audited)).toEqual(['sent-outside-window wamid.1'])
    expect(audited.report.findings[0]).toMatchObject(thread)
    expect(audited.report).toMatchObject({ threads: 2, events: 4, unread: [] })
  })

  test('belongs to the only phone number of the log', async () => {
    const audited = await auditLines([unplaced('wamid.1', late), hello])
    expect(audited.report.findings).toMatchObject([{ code: 'sent-outside-window', ...thread }])
    expect(audited.report).toMatchObject({ threads: 1, events: 2, unread: [] })
  })

  test('belongs to the one phone number that its customer wrote with', async () => {
    const { report } = await auditLines([
      { ...messaged('other', day(9)), ...elsewhere, customer: '33639980099' },
      hello,
      unplaced('wamid.1', day(9, '10:00:00.000')),
    ])
    expect(report).toMatchObject({ events: 3, threads: 2, unread: [] })
  })

  test('is unread in a log of several phone numbers', async () => {
    const audited = await auditLines([hello, unplaced('wamid.1', late), messaged('other', day(9), elsewhere)])
    expect(audited.report).toMatchObject({
      events: 2,
      findings: [],
      unread: [
        {
          line: 2,
          path: '$',
          reason: 'the outbound record names no phone number id, and no status of the same message does',
        },
      ],
    })
  })

  test('is unread in a log of nothing else', async () => {
    const { code, report } = await auditLines([unplaced('wamid.1', late)])
    expect({ code, unread: report.unread.length }).toEqual({ code: 0, unread: 1 })
  })
})

describe('an outbound record', () => {
  test('that WhatsApp refused is a message that failed', async () => {
    const refused = outbound('x', day(9, '10:00:00.000'), { response: { error: { code: 131047 } } })
    expect((await auditLines([hello, refused])).report.findings).toMatchObject([
      { code: 'meta-refused-inside-window' },
    ])
  })

  test('of a template that is paused is a finding', async () => {
    const template = {
      to: thread.customer,
      type: 'template',
      template: { name: 'a', language: { code: 'fr' } },
    }
    const refused = {
      at: late,
      phoneNumberId: thread.phoneNumberId,
      request: template,
      response: { error: { code: 132015 } },
    }
    expect((await auditLines([refused])).report.findings).toMatchObject([{ code: 'template-not-approved' }])
  })

  test('of a template that was held and dropped is no finding, for it was approved (TPL-13, POS-43)', async () => {
    const record = (word: string): object => ({
      at: late,
      phoneNumberId: thread.phoneNumberId,
      request: { to: thread.customer, type: 'template', template: { name: 'a', language: { code: 'fr' } } },
      response: { messages: [{ id: 'w', message_status: word }] },
    })
    const failed = status('w', 'failed', day(10, '11:00:00.000'), { errorCode: 132015 })
    for (const word of ['held_for_quality_assessment', 'accepted'])
      expect((await auditLines([record(word), failed])).report.findings).toEqual([])
    const dropped = readOutbound({ ...record('held_for_quality_assessment') })
    expect('wamid' in dropped && outboundEvents(dropped, '1')).toMatchObject([{ id: 'w', held: true }])
    const accepted = readOutbound({ ...record('accepted') })
    expect('wamid' in accepted && outboundEvents(accepted, '1')).not.toMatchObject([{ held: true }])
  })

  test('ties the business-scoped user id of its answer to the phone number', async () => {
    const contacts = [{ wa_id: thread.customer, user_id: 'FR.1' }]
    const record = outbound('wamid.1', day(9, '10:00:00.000'), {
      response: { contacts, messages: [{ id: 'wamid.1' }] },
    })
    const { report } = await auditLines([hello, record])
    expect(report).toMatchObject({ threads: 1, findings: [] })
  })

  test.each([
    ['a read receipt', { ...body, status: 'read' }, '$.request'],
    ['names no recipient in to or recipient', { type: 'text' }, '$.request.to'],
    ['a template without name', { ...body, type: 'template' }, '$.request.template'],
    ['no body', {}, '$.request'],
    ['a body that is no JSON', { body: '{"to":' }, '$.request'],
  ])('with %s is unread', async (_, request, path) => {
    const { report } = await auditLines([hello, { at: late, request, response: { messages: [{ id: 'a' }] } }])
    expect(report).toMatchObject({ events: 1, unread: [{ line: 2, path }] })
  })

  test('without an answer is unread', async () => {
    const { report } = await auditLines([hello, outbound('x', late, { response: {} })])
    expect(report.unread).toEqual([
      {
        line: 2,
        path: '$.response',
        reason: 'is neither an accepted message with its id nor an error of WhatsApp',
      },
    ])
  })
})

test('an event that comes more than eight days late is counted and said', async () => {
  const stdin = [messaged('b', day(20)), messaged('a', day(9))].map((line) => JSON.stringify(line)).join('\n')
  const { code, report } = await audit([], { stdin })
  expect({ code, late: report.late, events: report.events }).toEqual({ code: 0, late: 1, events: 2 })
})
