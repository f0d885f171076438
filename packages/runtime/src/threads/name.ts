import type { ThreadKey } from '@guichet/core'

/** One text for a key; the length tells where its parts meet. */
export const nameOf = ({ phoneNumberId, customer }: ThreadKey): string =>
  `${phoneNumberId.length}:${phoneNumberId}${customer}`
