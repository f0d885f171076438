import type { Engine } from '@guichet/core'
import type { Known } from '../decide/known.ts'
import type { Wants } from '../decide/wants.ts'
import type { LedgerStore } from '../store/store.ts'
import { isNamed } from '../threads/ids.ts'
import { nameOf } from '../threads/name.ts'
import { countedFor } from './counted.ts'

interface SharedInput {
  readonly store: LedgerStore
  readonly engine: Engine
}

/** With what the decided threads share: messages on their way, and the limits of their phone numbers. */
export const withShared = async (
  works: readonly Wants[],
  known: Known,
  input: SharedInput,
): Promise<Known> => {
  const limits = works.flatMap((work) => work.limits ?? [])
  if (limits.length === 0) return known
  // Who only asks does not go by what is on its way.
  const decided = works.filter((work) => (work.intents ?? []).length > 0).flatMap(({ threads }) => threads)
  const keys = decided.flatMap((key) => {
    const own = known.threads.find((one) => isNamed(one.own, key))?.own
    return own === undefined
      ? [key]
      : [key, ...[own.customer, ...own.aliases].map((customer) => ({ ...key, customer }))]
  })
  const open =
    keys.length === 0
      ? []
      : await input.store.openTo([...new Map(keys.map((key) => [nameOf(key), key])).values()])
  const intents = new Map([...open, ...known.intents].map((row) => [row.id, row]))
  const counted = await countedFor(limits, known, input)
  return { ...known, intents: [...intents.values()], counted }
}
