import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { engine } from '@guichet/core'
import { ingressOf, ledgerOnRestate } from '@guichet/ledger-restate'
import { ledgerContract, type LedgerPlace } from '@guichet/runtime/contract'
import { installPrograms } from './install.ts'
import { startNodes } from './nodes.ts'
import { startService } from './service.ts'

/** The noon of the contract's cases. */
const noon = Date.UTC(2026, 9, 1, 12)

/** Runs the ledger contract on three nodes of Restate; gives how many cases failed. */
export const ledgerContractOnCluster = async (progress: (words: string) => void): Promise<number> => {
  const programs = await installPrograms(progress)
  const folder = await mkdtemp(join(tmpdir(), 'guichet-contract-'))
  const closing: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })]
  let failed = 0
  try {
    const nodes = await startNodes(programs.server, folder)
    closing.push(nodes.close)
    const service = await startService(programs.node, nodes.admins[0] ?? '')
    closing.push(service.close)
    // What stands before a commit of ours has no place in a ledger without a store of ours.
    for (const { title, run } of ledgerContract.filter(({ hasObstacles }) => !hasObstacles)) {
      try {
        await run(newPlace(nodes.ingresses))
        progress(`holds: ${title}`)
      } catch (reason) {
        failed++
        progress(`FAILS: ${title} ${reason instanceof Error ? reason.message : String(reason)}`)
      }
    }
  } finally {
    for (const close of closing.toReversed()) await close()
  }
  return failed
}

const newPlace = (addresses: readonly string[]): LedgerPlace => {
  const ingress = ingressOf({ addresses, space: globalThis.crypto.randomUUID() })
  return {
    open: async () => ({
      ledger: ledgerOnRestate({
        ingress,
        engine: engine(),
        now: () => noon,
        announce: () => undefined,
        keepAside: async () => undefined,
      }),
      close: async () => undefined,
    }),
  }
}
