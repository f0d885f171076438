import type { Duration, InForce, Instant, ThreadKey } from '@guichet/core'
import type { FoundToAsk } from './look.ts'
import type { Store } from './store/store.ts'

/** What WhatsApp allows a phone number now, and how far it is used. */
export interface NumberLimits {
  readonly phoneNumberId: string
  readonly accounts: readonly string[]
  /** `null` where no limit is known. */
  readonly messagingLimit: UsedLimit | null
  /** Messages a second, sent and received; `null` where it is not known. */
  readonly perSecond: number | null
  /** Those in force; `null` where no event says anything of them. */
  readonly restrictions: readonly InForce[] | null
}

/** Of the customers who may be written to first in 24 hours, those who count (LIM-20). */
export interface UsedLimit {
  /** `null`: any number, and nobody is counted. */
  readonly limit: number | null
  readonly used: number
  /** When there is room again; `null` while there is. */
  readonly freesAt: Instant | null
}

/** Of every phone number that anything is known of, now: what is stored up to `ahead` after our clock counts. */
export const limitsOfNumbers = async (
  store: Pick<Store, 'phoneNumbers'>,
  look: (key: ThreadKey, at: Instant) => Promise<Pick<FoundToAsk, 'account' | 'accountNews'>>,
  now: Instant,
  ahead: Duration,
): Promise<readonly NumberLimits[]> => {
  const numbers = await store.phoneNumbers()
  return Promise.all(
    numbers.map(async ({ id, accounts }) => {
      const { account, accountNews } = await look({ phoneNumberId: id, customer: nobody }, now)
      const at = Math.max(now, accountNews(now + ahead))
      const { messagingLimit = null, throughput = null, restrictions = null } = account(at)
      return {
        phoneNumberId: id,
        accounts,
        messagingLimit: messagingLimit === null ? null : used(messagingLimit, at),
        perSecond: throughput?.perSecond ?? null,
        restrictions,
      }
    }),
  )
}

/** No customer has this id: what is asked about is the same for all. */
const nobody = '0'

const used = (
  { limit, leaving }: { readonly limit: number | null; readonly leaving: readonly Instant[] },
  at: Instant,
): UsedLimit => {
  const counted = leaving.filter((instant) => instant > at)
  return { limit, used: counted.length, freesAt: limit === null ? null : (counted.at(-limit) ?? null) }
}
