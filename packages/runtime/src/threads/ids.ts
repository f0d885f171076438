import type { ThreadKey } from '@guichet/core'
import type { OwnThread } from '@guichet/core/store'

/** The id that is written to, and the others that the customer has. */
export const idsOf = (customer: string, own: OwnThread | null): readonly string[] => [
  ...new Set([customer, ...(own === null ? [] : [own.customer, ...own.aliases])]),
]

/** Is it the thread of that customer, by any id? */
export const isNamed = ({ phoneNumberId, customer, aliases }: OwnThread, key: ThreadKey): boolean =>
  phoneNumberId === key.phoneNumberId && (customer === key.customer || aliases.includes(key.customer))
