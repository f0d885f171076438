import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, messaged, outbound } from './support/events.ts'
import { holdsLater } from '../../core/test/support/check.ts'
import { auditLines, codes } from './support/report.ts'

const hello = messaged('hello', day(9))
const found = async (...records: readonly object[]): Promise<readonly string[]> =>
  codes(await auditLines([hello, ...records]))

const text = (wamid: string, at: string, body: string): object => {
  const request = { to: '33639980001', type: 'text', text: { body } }
  return outbound(wamid, at, { request: { url: '/v26.0/100000000000001/messages', body: request } })
}

describe('the same request, accepted twice', () => {
  const first = outbound('wamid.1', day(9, '10:00:00.000'))

  test('five minutes apart is a message that was sent twice', async () => {
    expect(await found(first, outbound('wamid.2', day(9, '10:05:00.000')))).toEqual([
      'duplicate-send wamid.2',
    ])
  })

  test('five minutes and a millisecond apart is two messages', async () => {
    expect(await found(first, outbound('wamid.2', day(9, '10:05:00.001')))).toEqual([])
  })

  test('and logged the other way round is the same finding', async () => {
    const second = outbound('wamid.2', day(9, '10:00:31.000'))
    const straight = await auditLines([hello, first, second])
    const reversed = await auditLines([second, first, hello])
    expect(reversed.report.findings).toEqual(straight.report.findings)
    expect(straight.report.findings[0]?.explanation).toContain('within 31 seconds: as wamid.1 and as wamid.2')
  })

  test('is told in any order and however often it was logged', async () => {
    const records = ['10:00:00', '10:04:00', '10:08:00', '10:20:00', '10:24:59'].map((time, index) =>
      outbound(`wamid.${index}`, day(9, `${time}.000`)),
    )
    await holdsLater(
      fc
        .tuple(fc.constant(records), fc.array(fc.constantFrom(...records), { maxLength: 5 }))
        .chain(([all, again]) =>
          fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }),
        ),
      async (order) => {
        expect(await found(...order)).toEqual([
          'duplicate-send wamid.1',
          'duplicate-send wamid.2',
          'duplicate-send wamid.4',
        ])
      },
    )
  })
})

describe('no message was sent twice', () => {
  const at = day(9, '10:00:00.000')
  const later = day(9, '10:00:05.000')

  test('by two requests with different texts', async () => {
    expect(await found(text('wamid.1', at, 'a'), text('wamid.2', later, 'b'))).toEqual([])
  })

  test('by a record that was logged twice', async () => {
    expect(await found(text('wamid.1', at, 'a'), text('wamid.1', at, 'a'))).toEqual([])
  })

  test('by a retry after a refusal', async () => {
    const refused = { ...text('wamid.1', at, 'a'), response: { error: { code: 131000 } } }
    expect(await found(refused, text('wamid.2', later, 'a'))).toEqual([])
  })

  test('by the same text from two phone numbers', async () => {
    const elsewhere = { ...text('wamid.2', later, 'a'), phoneNumberId: '100000000000002' }
    const audited = await auditLines([hello, text('wamid.1', at, 'a'), elsewhere])
    expect(codes(audited).filter((code) => code.startsWith('duplicate'))).toEqual([])
  })
})
