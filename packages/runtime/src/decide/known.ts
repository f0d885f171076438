import type { OwnThread, PhoneNumberParts } from '@guichet/core/store'
import type { Instant } from '@guichet/core'
import type { IntentRow, PhoneNumberRow } from '../store/rows.ts'
import type { Counted } from './limits.ts'
import type { Passed } from './passed.ts'
import type { KeptThread } from '../threads/kept.ts'
import type { KeptSends } from '../threads/sends.ts'
import type { KeptTemplates } from '../threads/templates.ts'

/** What a piece of work goes by: what the store was read to hold. */
export interface Known {
  readonly threads: readonly KeptThread[]
  /** Threads of the same customers under other phone numbers of the account, where they were asked for. */
  readonly elsewhere: readonly KeptThread[]
  readonly phoneNumbers: readonly PhoneNumberRow[]
  readonly templates: KeptTemplates
  readonly sends: KeptSends
  readonly intents: readonly IntentRow[]
  /** The names of the intents that were looked for (`nameOfIntent`). */
  readonly lookedUpIntents: ReadonlySet<string>
  /** Until when a customer's id, or another name of a tombstone, is erased; `null` where it is not. */
  readonly erasedAt: (name: string) => Instant | null
  /** Who counts towards the messaging limits that are decided by, by phone number; none for one without a limit. */
  readonly counted: ReadonlyMap<string, Counted>
  /** What a phone number passed in the second before an instant. */
  readonly passed: Passed['within']
  /** The names of the tombstones that were looked for just now. */
  readonly lookedUp: ReadonlySet<string>
}

/** The threads that are known, by phone number, with the accounts of each. */
export const partsOf = ({ threads, phoneNumbers }: Known): readonly PhoneNumberParts[] => {
  const accounts = new Map(phoneNumbers.map((row) => [row.id, row.accounts]))
  const owned = new Map<string, OwnThread[]>(phoneNumbers.map(({ id }) => [id, []]))
  for (const { own } of threads) {
    const others = owned.get(own.phoneNumberId)
    if (others === undefined) owned.set(own.phoneNumberId, [own])
    else others.push(own)
  }
  return [...owned].map(([id, of]) => ({ id, accounts: accounts.get(id) ?? [], threads: of }))
}
