import { describe, expect, test } from 'vitest'
import { bakery, bakeryPath } from './support/bakery.ts'
import { day, messaged, sent, status, thread } from './support/events.ts'
import { audit, auditLines, codes } from './support/report.ts'
import { run } from './support/run.ts'

describe('the example log', () => {
  test('gives one finding for each thing that went wrong in it', async () => {
    const { code, stderr, report } = await audit([bakeryPath])
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(
      report.findings.map(({ code: what, message, at, because }) => [what, message, at, because]),
    ).toEqual([
      ['refusal-foreseen', 'wamid.chloe2', '2026-09-30T09:00:00.000Z', ['G6', 'CSW-3']],
      ['sent-outside-window', 'wamid.chloe2', '2026-09-30T09:00:00.000Z', ['G6', 'CSW-3']],
      ['refusal-foreseen', 'wamid.david7', '2026-10-01T06:31:00.000Z', ['G6', 'CSW-3', 'POS-1']],
      ['sent-outside-window', 'wamid.david7', '2026-10-01T06:31:00.000Z', ['G6', 'CSW-3']],
      ['duplicate-send', 'wamid.karim3', '2026-10-02T09:02:31.000Z', ['SEND-4']],
      ['entry-point-missed', 'wamid.lea1', '2026-10-02T16:00:00.000Z', ['FEP-3', 'FEP-4']],
      ['refusal-foreseen', 'wamid.jules1', '2026-10-03T07:30:00.000Z', ['G7', 'TPL-2', 'TPL-3']],
      ['template-not-approved', 'wamid.jules1', '2026-10-03T07:30:00.000Z', ['G7', 'TPL-2']],
      ['meta-refused-inside-window', 'wamid.ines2', '2026-10-03T15:06:00.000Z', ['CSW-1', 'CSW-5']],
      [
        'meta-disagrees-on-charge',
        'wamid.ines5',
        '2026-10-03T16:00:00.000Z',
        ['PMP-1', 'OCT26-17', 'OCT26-4', 'POS-18', 'PMP-2', 'TPL-8'],
      ],
      ['refusal-foreseen', 'wamid.hugo2', '2026-10-05T13:00:00.000Z', ['LIM-14', 'TPL-8']],
    ])
    expect(report.findings.map(({ phoneNumberId, customer }) => `${phoneNumberId}/${customer}`)).toEqual([
      '100000000000002/FR.1000000000000000003',
      '100000000000002/FR.1000000000000000003',
      '100000000000001/FR.1000000000000000004',
      '100000000000001/FR.1000000000000000004',
      '100000000000002/FR.1000000000000000011',
      '100000000000001/FR.1000000000000000012',
      '100000000000001/FR.1000000000000000010',
      '100000000000001/FR.1000000000000000010',
      '100000000000001/FR.1000000000000000009',
      '100000000000001/FR.1000000000000000009',
      '100000000000001/FR.1000000000000000008',
    ])
  })

  test('is counted, line by line', async () => {
    const { report } = await audit([bakeryPath])
    expect(report).toMatchObject({
      lines: 90,
      payloads: 89,
      events: 89,
      duplicates: 1,
      late: 0,
      threads: 12,
      unread: [
        { line: 87, path: '$.entry[0].changes[0]' },
        { line: 88, path: '$.entry[0].changes[0]' },
        { line: 89, path: '$.entry[0].changes[0].value.messages[0]' },
        { line: 90, path: '$' },
      ],
    })
  })

  test('is reported in the keys that the protocol names', async () => {
    const { report } = await audit([bakeryPath])
    expect(Object.keys(report)).toEqual(
      expect.arrayContaining([
        'lines',
        'payloads',
        'events',
        'duplicates',
        'late',
        'threads',
        'unread',
        'findings',
        'refusals',
        'charges',
      ]),
    )
    for (const finding of report.findings)
      expect(Object.keys(finding)).toEqual([
        'code',
        'phoneNumberId',
        'customer',
        'message',
        'at',
        'because',
        'explanation',
      ])
    for (const part of report.unread) expect(Object.keys(part)).toEqual(['line', 'path', 'reason'])
  })

  test('reads as text', async () => {
    const { code, stdout, stderr } = await run(['audit', '-'], { stdin: bakery })
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    await expect(stdout).toMatchFileSnapshot('reports/bakery.txt')
  })

  test("tells its instants in the account's time zone", async () => {
    const { stdout } = await run(['audit', '--time-zone', 'Europe/Paris', '-'], { stdin: bakery })
    expect(stdout).toContain('sent at Thu 1 Oct 2026 08:31 Europe/Paris')
  })
})

describe('a service message', () => {
  /** The customer writes on the 10th at 09:00; the log begins days before. */
  const sentAt = (at: string): ReturnType<typeof auditLines> =>
    auditLines([
      messaged('early', day(1), { customer: '33639980002' }),
      messaged('hello', day(10)),
      sent('answer', at),
      status('answer', 'delivered', at),
    ])

  test('a second or a millisecond before the window closes is no finding', async () => {
    expect(codes(await sentAt(day(11, '08:59:59.000')))).toEqual([])
    expect(codes(await sentAt(day(11, '08:59:59.999')))).toEqual([])
  })

  test('at the instant at which the window closes is outside it', async () => {
    const audited = await sentAt(day(11, '09:00:00.000'))
    expect(audited.code).toBe(1)
    expect(codes(audited)).toEqual(['sent-outside-window answer'])
    expect(audited.report.findings[0]?.explanation).toContain('the very instant at which')
  })

  test('a second after it says how long after', async () => {
    const audited = await sentAt(day(11, '09:00:01.000'))
    expect(audited.report.findings[0]?.explanation).toContain('1 second after the customer service window')
  })
})

describe('in the first day of a log', () => {
  const unprompted = (at: string, ...fate: object[]): ReturnType<typeof auditLines> =>
    auditLines([messaged('early', day(10), { customer: '33639980002' }), sent('answer', at), ...fate])

  test('a message that WhatsApp delivered was inside a window that the log does not show', async () => {
    const at = day(11, '08:59:59.999')
    const audited = await unprompted(at, status('answer', 'delivered', at))
    expect(codes(audited)).toEqual([])
    expect(audited.code).toBe(0)
  })

  test('a message that WhatsApp refused is a finding', async () => {
    const at = day(10, '10:00:00.000')
    expect(codes(await unprompted(at, status('answer', 'failed', at, { errorCode: 131047 })))).toEqual([
      'refusal-foreseen answer',
      'sent-outside-window answer',
    ])
  })

  test('the day ends after 24 hours', async () => {
    const at = day(11, '09:00:00.000')
    expect(codes(await unprompted(at, status('answer', 'delivered', at)))).toEqual([
      'sent-outside-window answer',
    ])
  })
})

describe('a template', () => {
  const template = { content: { kind: 'template', name: 'order_ready', language: 'fr' } }
  const registered = (is: string): object => ({
    type: 'template-changed',
    id: is,
    at: day(1),
    name: 'order_ready',
    language: 'fr',
    status: is,
  })

  test('needs no window', async () => {
    expect(codes(await auditLines([messaged('x', day(1)), sent('t', day(10), template)]))).toEqual([])
    expect(codes(await auditLines([registered('APPROVED'), sent('t', day(10), template)]))).toEqual([])
  })

  test.each(['PAUSED', 'DISABLED', 'REJECTED', 'PENDING'])('that was %s may not be sent', async (is) => {
    expect(codes(await auditLines([registered(is), sent('t', day(10), template)]))).toEqual([
      'template-not-approved t',
    ])
  })
})

describe('findings name a customer', () => {
  const renamed = { ...messaged('later', day(12)), customer: 'FR.1', aliases: [thread.customer] }
  const log = [messaged('a', day(1)), sent('b', day(5)), messaged('c', day(20)), renamed]

  test('by the id that the log ends with', async () => {
    const { report } = await auditLines(log)
    expect(report.threads).toBe(1)
    expect(report.findings.map(({ message }) => message)).toEqual(['b'])
    const [customer] = report.findings.map((finding) => finding.customer)
    for (const name of ['FR.1', '+33 6 39 98 00 01']) {
      const only = await audit(['--thread', `${thread.phoneNumberId}/${name}`], {
        stdin: log.map((line) => JSON.stringify(line)).join('\n'),
      })
      expect(only.report.findings.map((finding) => finding.customer)).toEqual([customer])
    }
  })
})
