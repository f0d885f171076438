import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assertEach } from '../../core/test/support/check.ts'
import { intentsUnderWork, nameOfIntent } from '../src/decide/intents.ts'
import type { IntentRow } from '../src/store/rows.ts'

const customers = ['anna', 'bela', 'cleo'] as const

const rows: fc.Arbitrary<IntentRow> = fc
  .record({
    phoneNumberId: fc.constantFrom('100', '101'),
    recipient: fc.constantFrom(...customers),
    key: fc.constantFrom('order-1', 'order-2'),
    again: fc.nat(1),
    isOpen: fc.boolean(),
    claimedAt: fc.nat(3),
  })
  .map(({ again, ...row }) => ({ ...row, id: `${nameOfIntent(row)} ${again}`, revision: 1, text: '' }))

const ofEachName = fc.uniqueArray(rows, { selector: nameOfIntent })

test('what is looked up is what a look at all of them finds, whatever was put in their places', () => {
  assertEach(
    fc.property(ofEachName, fc.array(rows, { maxLength: 20 }), (stored, puts) => {
      const intents = intentsUnderWork(stored, new Set())
      const all = new Map(stored.map((row) => [nameOfIntent(row), row]))
      for (const { revision, ...put } of puts) {
        intents.put(put)
        all.set(nameOfIntent(put), { ...put, revision: revision + 1 })
      }
      const now = [...all.values()]
      const inOrder = (some: readonly { readonly id: string }[]): readonly string[] =>
        some.map(({ id }) => id).toSorted()
      for (const phoneNumberId of ['100', '101', '102'])
        for (const ids of [[], ['anna'], ['cleo', 'anna'], ['bela', 'bela']]) {
          const open = now.filter(
            (row) => row.isOpen && row.phoneNumberId === phoneNumberId && ids.includes(row.recipient),
          )
          expect(inOrder(intents.openTo(phoneNumberId, ids))).toEqual(inOrder(open))
        }
      for (const { id } of [...stored, ...puts])
        expect(intents.byId(id)?.id).toBe(now.find((row) => row.id === id)?.id)
      expect(intents.byId('another')).toBeNull()
    }),
    500,
  )
})

test('one customer’s intents are looked up without a look at those of all others', () => {
  let looks = 0
  const many = Array.from({ length: 500 }, (_, index): IntentRow => {
    const row = { phoneNumberId: '100', recipient: `c${index}`, key: 'order', claimedAt: index, revision: 1 }
    return {
      ...row,
      text: '',
      get id() {
        looks++
        return `id ${index}`
      },
      get isOpen() {
        looks++
        return true
      },
    }
  })
  const intents = intentsUnderWork(many, new Set())
  looks = 0
  for (const { recipient } of many) expect(intents.openTo('100', [recipient])).toHaveLength(1)
  for (let index = 0; index < many.length; index++) expect(intents.byId(`id ${index}`)).not.toBeNull()
  expect(looks).toBeLessThanOrEqual(3 * many.length)
})
