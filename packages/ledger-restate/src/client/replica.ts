import { memoryStore, noChange, type PhoneNumberRow, type ReadModel } from '@guichet/runtime'
import type { WholeThread } from '../protocol.ts'
import type { Ingress } from './ingress.ts'

const pageSize = 200

/**
 * Lists where there is no read model: whatever changed since the last list is read anew, whole. Good for trying things
 * out and for small numbers of threads.
 */
export const replicaOf = ({ ask }: Ingress): (() => Promise<ReadModel>) => {
  const versions = new Map<string, number>()
  const known = new Map<string, readonly WholeThread[]>()
  let store = memoryStore()
  let reading: Promise<ReadModel> | null = null

  const wholeOf = async (phoneNumberId: string): Promise<readonly WholeThread[]> => {
    const threads: WholeThread[] = []
    for (let after: string | null = null; ;) {
      const question = { is: 'threads', after, limit: pageSize } as const
      const page: readonly WholeThread[] = await ask<readonly WholeThread[]>(phoneNumberId, question)
      threads.push(...page)
      const last: WholeThread | undefined = page.at(-1)
      if (last === undefined || page.length < pageSize) return threads
      after = last.row.customer
    }
  }
  const read = async (): Promise<ReadModel> => {
    const rows = await ask<readonly PhoneNumberRow[]>('', { is: 'numbers' })
    const changed = await Promise.all(
      rows.map(async ({ id }) => {
        const version = await ask<number>(id, { is: 'version' })
        if (versions.get(id) === version) return false
        known.set(id, await wholeOf(id))
        versions.set(id, version)
        return true
      }),
    )
    if (changed.includes(true)) {
      store = memoryStore()
      const all = [...known.values()].flat()
      await store.commit({
        ...noChange,
        threads: all.map(({ row, events, snapshot }) => ({ row, expected: 0, events, snapshot })),
      })
    }
    return store
  }
  return () => (reading ??= read().finally(() => (reading = null)))
}
