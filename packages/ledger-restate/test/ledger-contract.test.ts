import { ledgerContract } from '@guichet/runtime/contract'
import { test } from 'vitest'
import { ledgersOnObjects } from './support/ledgers.ts'
import { memoryIngress } from './support/memory-ingress.ts'

test.each(ledgerContract.filter(({ hasObstacles }) => !hasObstacles))(
  'a ledger over objects: $title',
  ({ run }) => run(ledgersOnObjects(memoryIngress())),
)
