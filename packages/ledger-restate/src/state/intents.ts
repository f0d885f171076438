import type { IntentRow } from '@guichet/runtime'
import { allOpenKey, intentIdKey, intentKey, intentsKey, openKey } from './keys.ts'
import { pagesIn } from './pages.ts'
import type { State } from './state.ts'

/** The intents of a phone number. */
export interface Intents {
  readonly get: (recipient: string, key: string) => Promise<IntentRow | null>
  readonly put: (row: IntentRow) => Promise<void>
  readonly remove: (row: IntentRow) => Promise<void>
  /** All intents to a customer. */
  readonly to: (recipient: string) => Promise<readonly IntentRow[]>
  readonly byId: (id: string) => Promise<IntentRow | null>
  readonly openTo: (recipient: string) => Promise<readonly IntentRow[]>
  /** All that are open. */
  readonly open: () => Promise<readonly IntentRow[]>
  /** Takes all intents to a customer to another; one whose key is taken there stays. */
  readonly move: (from: string, to: string) => Promise<void>
  /** Forgets which keys there were. */
  readonly forget: (recipient: string) => Promise<void>
}

export const intentsIn = (state: State): Intents => {
  const get = (recipient: string, key: string): Promise<IntentRow | null> =>
    state.get<IntentRow>(intentKey(recipient, key))

  const note = async ({
    recipient,
    key,
    isOpen,
  }: Pick<IntentRow, 'recipient' | 'key' | 'isOpen'>): Promise<void> => {
    const open = (await state.get<readonly string[]>(openKey(recipient))) ?? []
    if (open.includes(key) === isOpen) return
    const others = open.filter((one) => one !== key)
    const now = isOpen ? [...others, key] : others
    if (now.length === 0) state.clear(openKey(recipient))
    else state.set(openKey(recipient), now)
    if ((now.length === 0) === (open.length === 0)) return
    const all = (await state.get<readonly string[]>(allOpenKey)) ?? []
    const rest = all.filter((one) => one !== recipient)
    state.set(allOpenKey, now.length === 0 ? rest : [...rest, recipient])
  }
  const put = async (row: IntentRow): Promise<void> => {
    const { recipient, key, id } = row
    const before = await get(recipient, key)
    if (before === null) await pagesIn<string>(state, intentsKey(recipient)).add([key])
    else if (before.id !== id) state.clear(intentIdKey(before.id))
    state.set(intentKey(recipient, key), row)
    state.set(intentIdKey(id), { recipient, key })
    await note(row)
  }
  const remove = async ({ recipient, key, id }: IntentRow): Promise<void> => {
    state.clear(intentKey(recipient, key))
    state.clear(intentIdKey(id))
    await note({ recipient, key, isOpen: false })
  }
  const to = async (recipient: string): Promise<readonly IntentRow[]> => {
    const keys = await pagesIn<string>(state, intentsKey(recipient)).after(0)
    const rows = await Promise.all([...new Set(keys)].map((key) => get(recipient, key)))
    return rows.flatMap((row) => row ?? [])
  }
  const openTo = async (recipient: string): Promise<readonly IntentRow[]> => {
    const keys = (await state.get<readonly string[]>(openKey(recipient))) ?? []
    return (await Promise.all(keys.map((key) => get(recipient, key)))).flatMap((row) => row ?? [])
  }
  return {
    openTo,
    open: async () => {
      const all = (await state.get<readonly string[]>(allOpenKey)) ?? []
      return (await Promise.all(all.map(openTo))).flat()
    },
    get,
    forget: (recipient) => pagesIn<string>(state, intentsKey(recipient)).replace([]),
    put,
    remove,
    to,
    byId: async (id) => {
      const name = await state.get<{ readonly recipient: string; readonly key: string }>(intentIdKey(id))
      return name === null ? null : get(name.recipient, name.key)
    },
    move: async (from, recipient) => {
      const left: string[] = []
      for (const row of await to(from)) {
        if ((await get(recipient, row.key)) === null) {
          await remove(row)
          await put({ ...row, recipient })
        } else left.push(row.key)
      }
      await pagesIn<string>(state, intentsKey(from)).replace(left)
    },
  }
}
