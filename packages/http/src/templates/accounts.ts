import type { Duration, Instant } from '@guichet/core'
import type { Runtime } from '@guichet/runtime'

/** The known accounts, and the account of each phone number. */
export interface Accounts {
  /** Records that an event names this number. */
  readonly see: (phoneNumberId: string) => void
  /** The known accounts of that number. */
  readonly of: (phoneNumberId: string) => readonly string[]
  /** Is there a new number, or was the last read that long ago? */
  readonly isDue: (now: Instant, lookAround: Duration) => boolean
  /** Asks the store for all accounts, with the instant of their newest list. */
  readonly learn: (now: Instant) => Promise<readonly KnownAccount[]>
}

export interface KnownAccount {
  readonly account: string
  /** `null` where the store has no list of it. */
  readonly listedAt: Instant | null
}

/** Reads accounts from the store; templates only the first time, because later ones are announced. */
export const accountsOf = (
  runtime: Pick<Runtime, 'phoneNumbers' | 'templateLists' | 'templates'>,
): Accounts => {
  const numbers = new Map<string, readonly string[]>()
  let listed: ReadonlyMap<string, Instant | null> | null = null
  let isNew = true
  let learnedAt = -Infinity
  return {
    see: (phoneNumberId) => {
      if ((numbers.get(phoneNumberId)?.length ?? 0) === 0) isNew = true
    },
    of: (phoneNumberId) => numbers.get(phoneNumberId) ?? [],
    isDue: (now, lookAround) => isNew || now - learnedAt >= lookAround || now < learnedAt,
    learn: async (now) => {
      // The store's answer may lack numbers that are seen meanwhile.
      isNew = false
      try {
        for (const { id, accounts } of await runtime.phoneNumbers()) numbers.set(id, accounts)
        listed ??= await listedIn(runtime)
      } catch (fault) {
        isNew = true
        throw fault
      }
      learnedAt = now
      const all = new Set([...listed.keys(), ...[...numbers.values()].flat()])
      return [...all].map((account) => ({ account, listedAt: listed?.get(account) ?? null }))
    },
  }
}

const listedIn = async (
  runtime: Pick<Runtime, 'templateLists' | 'templates'>,
): Promise<ReadonlyMap<string, Instant | null>> => {
  const owners = (await runtime.templates()).flatMap(({ account }) => account ?? [])
  const lists = await runtime.templateLists()
  return new Map<string, Instant | null>([
    ...owners.map((account) => [account, null] as const),
    ...lists.map(({ account, at }) => [account, at] as const),
  ])
}
