import { storeContract } from '@guichet/runtime/contract'
import { describe, expect, it } from 'vitest'
import { withFile } from './support/folder.ts'
import { inEachThread } from './support/threads.ts'

const capabilities = { name: 'sqlite', isDurable: true, isShared: true }

inEachThread((open) => {
  describe('what every store does', () => {
    it('is asked of this one by what it says of itself', () =>
      withFile(async (path) => {
        const store = await open({ path })
        expect(store.capabilities).toEqual(capabilities)
        await store.close()
      }))

    const asked = storeContract.filter(({ needs = () => true }) => needs(capabilities))
    it.each(asked)('$title', ({ run }) => withFile((path) => run({ open: () => open({ path }) })))
  })
})
