import type { Engine, Instant } from '@guichet/core'
import { threadsOfOne, type OwnThread } from '@guichet/core/store'

/** What the account's other phone numbers know of a customer. */
export interface Elsewhere {
  /** All ids of the customer under any of the phone numbers. */
  readonly ids: readonly string[]
  /** When WhatsApp last said to any of them, up to an instant, that the customer gets no more marketing (LIM-26). */
  readonly cappedAt: (at: Instant) => Instant | null
}

/** Reads it off threads under those phone numbers; those of others who had one of the ids before have no say. */
export const elsewhereOf = (
  engine: Engine,
  own: OwnThread | null,
  others: readonly OwnThread[],
  ids: readonly string[],
): Elsewhere => {
  const his = others.length === 0 ? [] : threadsOfOne([...(own === null ? [] : [own]), ...others], ids)
  return {
    ids: [...new Set([...ids, ...his.flatMap(({ customer, aliases }) => [customer, ...aliases])])],
    cappedAt: (at) => {
      const latest = Math.max(...his.map(({ thread }) => engine.thread.cappedAt(thread, at) ?? -Infinity))
      return latest === -Infinity ? null : latest
    },
  }
}
