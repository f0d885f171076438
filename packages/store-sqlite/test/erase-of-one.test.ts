import { test } from 'vitest'
import { expectErasedOfOneOnly } from '../../runtime/test/support/erased-of-one.ts'
import { withFile } from './support/folder.ts'
import { inEachThread } from './support/threads.ts'

inEachThread((open) => {
  test('a customer of two tenants in one file is erased by one, and stays whole with the other', () =>
    withFile(async (path) => {
      const store = await open({ path })
      try {
        await expectErasedOfOneOnly(store)
      } finally {
        await store.close()
      }
    }))
})
