import type { State } from './state.ts'

/** So many items lie under one key: more make a write larger, fewer make reading all slower. */
const pageLength = 32

/** Items in a row, numbered from 1, some of them under each key: adding one rewrites the last key only. */
export interface Pages<Item> {
  readonly length: () => Promise<number>
  readonly add: (items: readonly Item[]) => Promise<void>
  /** Those numbered above `after`, at most `limit`. */
  readonly after: (after: number, limit?: number) => Promise<readonly Item[]>
  /** Replaces all. */
  readonly replace: (items: readonly Item[]) => Promise<void>
}

/** Where the next item goes, where that page has some already. */
export const lastPageKey = (name: string, length: number): string | null =>
  length % pageLength === 0 ? null : `${name}/${Math.floor(length / pageLength)}`

export const pagesIn = <Item>(state: State, name: string): Pages<Item> => {
  const keyOf = (page: number): string => `${name}/${page}`
  const length = async (): Promise<number> => (await state.get<number>(name)) ?? 0
  const pageOf = async (page: number): Promise<readonly Item[]> =>
    (await state.get<readonly Item[]>(keyOf(page))) ?? []
  const add = async (items: readonly Item[]): Promise<void> => {
    if (items.length === 0) return
    const before = await length()
    let page = Math.floor(before / pageLength)
    let rest = items
    let room = await (before % pageLength === 0 ? [] : pageOf(page))
    while (rest.length > 0) {
      const taken = rest.slice(0, pageLength - room.length)
      state.set(keyOf(page), [...room, ...taken])
      rest = rest.slice(taken.length)
      room = []
      page++
    }
    state.set(name, before + items.length)
  }
  return {
    length,
    add,
    after: async (after, limit = Infinity) => {
      const until = Math.min(await length(), after + limit)
      if (until <= after) return []
      const first = Math.floor(after / pageLength)
      const pages: Promise<readonly Item[]>[] = []
      for (let page = first; page * pageLength < until; page++) pages.push(pageOf(page))
      const items = (await Promise.all(pages)).flat()
      return items.slice(after - first * pageLength, until - first * pageLength)
    },
    replace: async (items) => {
      const before = await length()
      for (let page = 0; page * pageLength < before; page++) state.clear(keyOf(page))
      state.clear(name)
      await add(items)
    },
  }
}
