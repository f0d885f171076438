import { memoryStore } from '@guichet/runtime'
import { test, vi } from 'vitest'
import { expectErasedOfOneOnly } from '../../runtime/test/support/erased-of-one.ts'
import { storeOn } from '../src/index.ts'
import { memoryIngress } from './support/memory-ingress.ts'

test.each([
  ['with a read model', memoryStore()],
  ['without a read model', undefined],
])(
  'a customer of two tenants on a cluster %s is erased by one, and stays whole with the other',
  async (_, readModel) => {
    const ingress = memoryIngress()
    const store = storeOn(ingress, readModel)
    const isBrought = async (id: string): Promise<boolean> =>
      (await ingress.ask<readonly unknown[]>(id, { is: 'outbox', limit: 1 })).length === 0
    await expectErasedOfOneOnly(store, async (ids) => {
      for (const id of ids) await vi.waitUntil(() => isBrought(id))
    })
    await store.close()
  },
)
