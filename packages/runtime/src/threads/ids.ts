import type { OwnThread } from '@guichet/core/store'

/** The id that is written to, and the others that the customer has. */
export const idsOf = (customer: string, own: OwnThread | null): readonly string[] => [
  ...new Set([customer, ...(own === null ? [] : [own.customer, ...own.aliases])]),
]
