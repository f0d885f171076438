import { type RefusalCode } from '@guichet/core'
import { errorTable, foresightOf, foresightTable } from '@guichet/cloud-api'
import { describe, expect, test } from 'vitest'

/** Codes of a row, few enough to be looked at one by one. */
const codesOf = ({ first, last }: { readonly first: number; readonly last: number }): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

const known = errorTable.flatMap(codesOf)
const foretold = foresightTable.flatMap(codesOf)

/** All refusals; the compiler says which is missing. */
const refusals: Readonly<Record<RefusalCode, true>> = {
  'account-restricted': true,
  'call-limit-reached': true,
  'call-not-permitted': true,
  'call-permission-is-permanent': true,
  'call-permission-requested-lately': true,
  'calls-not-offered': true,
  'customer-unknown': true,
  'group-suspended': true,
  'marketing-cap-reached': true,
  'marketing-not-delivered': true,
  'marketing-stopped': true,
  'messaging-limit-reached': true,
  'pair-rate-reached': true,
  'service-window-closed': true,
  'template-disabled': true,
  'template-not-approved': true,
  'template-paused': true,
  'template-unknown': true,
  'throughput-reached': true,
}

describe('what can be known of an error code before a message is sent', () => {
  test('is said of every code of the error table, once, and of no other', () => {
    expect(known.filter((code) => !foretold.includes(code))).toEqual([])
    expect(foretold.filter((code) => !known.includes(code))).toEqual([])
    expect(new Set(foretold).size).toBe(foretold.length)
  })

  test('is why, for each of them, and a refusal exactly where the rules decide', () => {
    for (const { first, origin, refusals: by, why } of foresightTable) {
      expect([first, /^[A-Z`].*\.$/.test(why)]).toEqual([first, true])
      expect([first, by.length > 0]).toEqual([first, origin === 'rules'])
    }
  })

  test('is a code of WhatsApp for every refusal', () => {
    const named: ReadonlySet<string> = new Set(
      foresightTable.flatMap((row) => row.refusals.map(({ refusal }) => refusal)),
    )
    expect(Object.keys(refusals).filter((code) => !named.has(code))).toEqual([])
  })

  test('is looked up for any code', () => {
    expect(foresightOf(131047)).toMatchObject({
      refusals: [{ refusal: 'service-window-closed', clause: 'CSW-3' }],
    })
    expect(foresightOf(131207).refusals).toHaveLength(1)
    expect(foresightOf(131206).refusals).toEqual([])
    expect(foresightOf(138500).why).toMatch(/calls/)
    expect(foresightOf(999_999)).toEqual({ refusals: [], why: 'Nothing is known of this code.' })
  })
})
