import { describe, expect, test } from 'vitest'
import { holdsLater } from '../../core/test/support/check.ts'
import { isNotInPart, memoryStore, readerOfPart, storeOfPart, type Part, type Store } from '../src/index.ts'
import { expectErasedOfOneOnly } from './support/erased-of-one.ts'
import { expectNoFaults } from './support/erased.ts'
import { everyOrder, handedOn } from './support/handed-on.ts'
import { bodyOf, readBody, start, worldOf } from './support/world.ts'

const part: Part = { name: 'bakery', phoneNumbers: new Set(['100']), accounts: new Set(['200']) }

/** A part whose journal can be looked at. */
const within = (store: Store): Store => ({ ...storeOfPart(store, part), journal: store.journal })

describe('a customer of several tenants', () => {
  test('is erased by one of them, and stays whole with the other', () => expectErasedOfOneOnly(memoryStore()))

  test('stays erased with the one when the phone number is served by itself', async () => {
    const store = memoryStore()
    const said = bodyOf([
      {
        type: 'customer-messaged',
        id: '1',
        at: start - 1,
        kind: 'text',
        phoneNumberId: '100',
        customer: '1',
      },
    ])
    const bakery = worldOf({ store: within(store), read: readerOfPart(readBody, part) })
    await bakery.runtime.receive(said)
    await bakery.runtime.eraseCustomer('1')
    expect(await worldOf({ store }).runtime.receive(said)).toMatchObject({ erased: 1 })
    const elsewhere = said.replace('"100"', '"101"')
    expect(await worldOf({ store }).runtime.receive(elsewhere)).toMatchObject({ absorbed: 1 })
  })

  test('is erased also if another process takes them in at that moment', async () => {
    const store = memoryStore()
    const eraser = worldOf({ store: within(store) })
    const said = (number: string): string =>
      bodyOf([
        {
          type: 'customer-messaged',
          id: '1',
          at: start - 1,
          kind: 'text',
          phoneNumberId: number,
          customer: '1',
        },
      ])
    let isFirst = true
    const whole: Store = {
      ...store,
      commit: async (change) => {
        // What was decided before the erasure arrives after it.
        if (isFirst) await eraser.runtime.eraseCustomer('1')
        isFirst = false
        return store.commit(change)
      },
    }
    const taker = worldOf({ store: whole, read: readBody })
    expect(await taker.runtime.receive(said('100'))).toMatchObject({ erased: 1 })
    isFirst = true
    expect(await taker.runtime.receive(said('101'))).toMatchObject({ absorbed: 1 })
  })

  test('who shared a phone number leaves what the others would have without them, in a part, too', async () => {
    for (const given of everyOrder) await expectNoFaults(given, within(memoryStore()))
    await holdsLater(
      handedOn,
      async (given) => {
        await expectNoFaults(given, within(memoryStore()))
        return true
      },
      20,
    )
  })

  test('is not erased at a phone number of another part', async () => {
    const store = storeOfPart(memoryStore(), part)
    const erasure = { threads: [{ phoneNumberId: '101', customer: '1' }], ids: ['1'], tombstones: [] }
    await expect(store.erase(erasure)).rejects.toSatisfy(isNotInPart)
  })
})
