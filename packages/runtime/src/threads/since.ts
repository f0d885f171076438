import type { Instant, ThreadKey } from '@guichet/core'
import type { ThreadRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

const pageSize = 1_000

/** The threads of a store in which something happened at an instant or later. */
export async function* threadsSince(
  store: Pick<Store, 'threads'>,
  from: Instant,
): AsyncGenerator<ThreadRow, void> {
  for (let after: ThreadKey | null = null; ;) {
    const page: readonly ThreadRow[] = await store.threads({ after, limit: pageSize })
    for (const row of page) if (row.newest >= from) yield row
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return
    after = { phoneNumberId: last.phoneNumberId, customer: last.customer }
  }
}
