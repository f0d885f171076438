import type { EventPlace, Store } from './store/store.ts'

const pageSize = 1_000

/**
 * Everything that was taken in, one event a line as the public protocol writes it, in the order in which
 * it came. Taking it in again gives the same answers.
 */
export async function* exportEvents(store: Store): AsyncGenerator<string> {
  for (let after = 0; ;) {
    const page = await store.templates({ after, limit: pageSize })
    for (const { text } of page) if (text !== '') yield text
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) break
    after = last.ordinal
  }
  for (let after: EventPlace | null = null; ;) {
    const page: Awaited<ReturnType<Store['allEvents']>> = await store.allEvents({ after, limit: pageSize })
    for (const { text } of page) yield text
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return
    after = last
  }
}
