import type { Engine, ThreadKey } from '@guichet/core'
import { sharesAccount, type Numbered } from '@guichet/core/store'
import type { Known } from '../decide/known.ts'
import type { Wants } from '../decide/wants.ts'
import type { PhoneNumberRow } from '../store/rows.ts'
import type { LedgerStore } from '../store/store.ts'
import { idsOf, isNamed } from '../threads/ids.ts'
import type { KeptThread } from '../threads/kept.ts'
import { nameOf } from '../threads/name.ts'

interface Input {
  readonly store: Pick<LedgerStore, 'phoneNumbers'>
  readonly engine: Engine
  readonly read: (keys: readonly ThreadKey[]) => Promise<readonly KeptThread[]>
}

/**
 * The threads of those customers under the other phone numbers of the account. A customer may be known there by ids
 * that the own number never saw; these name threads in turn. Others may be among them, who had one of the ids before.
 */
export const readElsewhere = async (
  works: readonly Wants[],
  { threads, phoneNumbers }: Pick<Known, 'threads' | 'phoneNumbers'>,
  { store, engine: { settings }, read }: Input,
): Promise<readonly KeptThread[]> => {
  const numberOf = (rows: readonly PhoneNumberRow[], id: string): Numbered => ({
    phoneNumberId: id,
    accounts: rows.find((row) => row.id === id)?.accounts ?? [],
  })
  const customers = works
    .flatMap(({ elsewhere = [] }) => elsewhere)
    .filter(({ phoneNumberId }) => {
      const own = numberOf(phoneNumbers, phoneNumberId)
      return sharesAccount(settings, own, own)
    })
  if (customers.length === 0) return []
  const rows = await store.phoneNumbers()
  const underOthers = (id: string, customerIds: readonly string[]): readonly ThreadKey[] =>
    rows
      .filter((row) => row.id !== id && sharesAccount(settings, numberOf(rows, id), numberOf(rows, row.id)))
      .flatMap((row) => customerIds.map((customer) => ({ phoneNumberId: row.id, customer })))

  const found = new Map<string, KeptThread>()
  const asked = new Set<string>()
  let keys = customers.flatMap((key) => {
    const thread = threads.find(({ own }) => isNamed(own, key))
    return underOthers(key.phoneNumberId, idsOf(key.customer, thread?.own ?? null))
  })
  while (keys.length > 0) {
    for (const key of keys) asked.add(nameOf(key))
    const come = await read(keys)
    for (const kept of come) found.set(nameOf(kept.own), kept)
    keys = come
      .flatMap(({ own }) => underOthers(own.phoneNumberId, [own.customer, ...own.aliases]))
      .filter((key) => !asked.has(nameOf(key)))
  }
  return [...found.values()]
}
