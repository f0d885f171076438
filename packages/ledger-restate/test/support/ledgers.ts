import { defaultSettings, engine } from '@guichet/core'
import type { LedgerPlace } from '@guichet/runtime/contract'
import { ledgerOnRestate, type Ingress } from '../../src/index.ts'

/** The noon of the ledger contract. */
const noon = Date.UTC(2026, 9, 1, 12)

/** Ledgers on the same objects, as several gateways have them. */
export const ledgersOnObjects = (ingress: Ingress): LedgerPlace => ({
  open: async () => ({
    ledger: ledgerOnRestate({
      ingress,
      engine: engine(defaultSettings),
      now: () => noon,
      announce: () => undefined,
      keepAside: async () => undefined,
    }),
    close: async () => undefined,
  }),
})
