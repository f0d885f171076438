import type { Duration, Instant } from '@guichet/core'
import type { Runtime } from '@guichet/runtime'

/** Which accounts there are, and whose a phone number is. */
export interface Accounts {
  /** Something happened at this number. */
  readonly see: (phoneNumberId: string) => void
  /** The accounts of that number, as far as they were learned. */
  readonly of: (phoneNumberId: string) => readonly string[]
  /** Is there something to learn, or was nothing learned for that long? */
  readonly isDue: (now: Instant, lookAround: Duration) => boolean
  /** Asks the store for all accounts, with the instant of their newest list. */
  readonly learn: (now: Instant) => Promise<readonly KnownAccount[]>
}

export interface KnownAccount {
  readonly account: string
  /** `null` where the store has no list of it. */
  readonly listedAt: Instant | null
}

/** Learns from the store; the templates are asked only the first time, for later ones are announced. */
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
      // What is seen meanwhile may be missing in what the store says.
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
