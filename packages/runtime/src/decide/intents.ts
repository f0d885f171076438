import type { OwnThread } from '@guichet/core/store'
import { threadOfIntent } from '../intents/intent.ts'
import type { IntentKey, IntentRow } from '../store/rows.ts'
import { nameOf } from '../threads/name.ts'

/** The intents that a batch is about; what one piece of work claims, the next one sees. */
export interface IntentsUnderWork {
  /**
   * The intents under a key to the customer of a thread, whichever of their ids names them; there are several
   * where two customers turned out to be one. `null`: not all of these names were looked up.
   */
  readonly to: (key: IntentKey, own: OwnThread | null) => readonly IntentRow[] | null
  /** The intents to a customer that are under way or of unknown fate, by any of their ids. */
  readonly openTo: (phoneNumberId: string, ids: readonly string[]) => readonly IntentRow[]
  readonly byId: (id: string) => IntentRow | null
  /** Puts an intent in its place; its revision is seen to. */
  readonly put: (intent: Omit<IntentRow, 'revision'>) => void
  readonly changed: () => readonly (IntentRow & { readonly expected: number })[]
}

export const intentsUnderWork = (
  known: readonly IntentRow[],
  lookedUp: ReadonlySet<string>,
): IntentsUnderWork => {
  const stored = new Map(known.map((row) => [nameOfIntent(row), row]))
  const now = new Map(stored)
  const named = new Map<string, string>()
  /** The names of the intents to a customer's id. */
  const to = new Map<string, Set<string>>()
  const note = (name: string, row: IntentRow): void => {
    named.set(row.id, name)
    const recipient = nameOf(threadOfIntent(row))
    const names = to.get(recipient)
    if (names === undefined) to.set(recipient, new Set([name]))
    else names.add(name)
  }
  for (const [name, row] of stored) note(name, row)
  return {
    to: (key, own) => {
      const names = namesOfIntent(key, own).map(nameOfIntent)
      if (!names.every((name) => lookedUp.has(name))) return null
      return names.flatMap((name) => now.get(name) ?? [])
    },
    openTo: (phoneNumberId, ids) =>
      [...new Set(ids)]
        .flatMap((customer) => [...(to.get(nameOf({ phoneNumberId, customer })) ?? [])])
        .flatMap((name) => now.get(name) ?? [])
        .filter(({ isOpen }) => isOpen),
    byId: (id) => {
      const row = now.get(named.get(id) ?? '')
      return row?.id === id ? row : null
    },
    put: (intent) => {
      const name = nameOfIntent(intent)
      const row = { ...intent, revision: (stored.get(name)?.revision ?? 0) + 1 }
      now.set(name, row)
      note(name, row)
    },
    changed: () =>
      [...now]
        .filter(([name, intent]) => stored.get(name) !== intent)
        .map(([name, intent]) => ({ ...intent, expected: stored.get(name)?.revision ?? 0 })),
  }
}

/**
 * Under which names an intent to a thread's customer may stand. It moves with its thread, but not where the key is
 * taken there; and an earlier version named it as the caller had addressed the customer.
 */
export const namesOfIntent = (
  { phoneNumberId, recipient, key }: IntentKey,
  own: Pick<OwnThread, 'customer' | 'aliases'> | null,
): readonly IntentKey[] =>
  (own === null ? [recipient] : [own.customer, ...own.aliases]).map((id) => ({
    phoneNumberId,
    recipient: id,
    key,
  }))

export const nameOfIntent = ({ phoneNumberId, recipient, key }: IntentKey): string =>
  JSON.stringify([phoneNumberId, recipient, key])
