import { storeContract } from '@guichet/runtime/contract'
import { test } from 'vitest'
import { placeOn } from './support/places.ts'
import { withServer } from './support/suite.ts'

const capabilities = { name: 'postgres', isDurable: true, isShared: true }

withServer('what every store does', (url) => {
  for (const { title, needs, run } of storeContract)
    if (needs?.(capabilities) ?? true) test(title, () => run(placeOn(url)))
})
