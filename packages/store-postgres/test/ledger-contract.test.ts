import { ledgerContract, ledgersOn } from '@guichet/runtime/contract'
import { test } from 'vitest'
import { placeOn } from './support/places.ts'
import { withServer } from './support/suite.ts'

withServer('what every ledger does', (url) => {
  for (const { title, run } of ledgerContract) test(title, () => run(ledgersOn(placeOn(url))))
})
