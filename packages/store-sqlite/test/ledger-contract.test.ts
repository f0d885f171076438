import { ledgerContract, ledgersOn } from '@guichet/runtime/contract'
import { test } from 'vitest'
import { sqliteStore } from '../src/index.ts'
import { withFile } from './support/folder.ts'

test.each(ledgerContract)('a ledger over SQLite: $title', ({ run }) =>
  withFile((path) => run(ledgersOn({ open: () => sqliteStore({ path }) }))),
)
