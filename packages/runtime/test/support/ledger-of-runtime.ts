import type { Ledger } from '../../src/contract/index.ts'
import { storeFailure, type Peer } from '../../src/index.ts'

/** The ledger behind what takes commands from other processes. */
export const ledgerOf = (perform: Peer['perform']): Ledger => {
  const underWay = new Set<Promise<unknown>>()
  return {
    perform: async (phoneNumberId, command) => {
      const one = perform([{ phoneNumberId, command }]).finally(() => underWay.delete(one))
      underWay.add(one)
      const [outcome] = await one
      if (outcome?.is === 'done') return outcome.result as never
      if (outcome?.is !== 'failed') throw new Error('no outcome')
      throw outcome.kind === null ? new Error(outcome.reason) : storeFailure(outcome.kind, outcome.reason)
    },
    idle: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
  }
}
