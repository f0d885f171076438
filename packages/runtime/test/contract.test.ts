import { memoryPlace } from '@guichet/runtime'
import { storeContract } from '@guichet/runtime/contract'
import { expect, test } from 'vitest'

const { capabilities } = await memoryPlace().open()

const asked = storeContract.filter(({ needs = () => true }) => needs(capabilities))

test.each(asked)('the memory store: $title', async ({ run }) => {
  await expect(run(memoryPlace())).resolves.toBeUndefined()
})
