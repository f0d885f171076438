import type { ClaimRow, CountQuery, TierUseQuery } from '@guichet/runtime'
import { bucketKey, claimKey, claimsKey, monthKey } from './keys.ts'
import { pagesIn } from './pages.ts'
import type { State } from './state.ts'

/** Claims of some hours lie under one key, so that counting a month reads few keys. */
const bucketLength = 4 * 3_600_000

/** The bucket of an instant. */
export const bucketOf = (at: number): number => Math.floor(at / bucketLength)

/** How many claims are in each bucket. */
type Month = Readonly<Record<string, number>>

/** The claims of a phone number. */
export interface Claims {
  /** Kept unless the same message of the same customer is there. */
  readonly add: (row: ClaimRow) => Promise<void>
  readonly remove: (row: Pick<ClaimRow, 'customer' | 'message'>) => Promise<void>
  /** All claims of a customer; none twice. */
  readonly ofCustomer: (customer: string) => Promise<readonly ClaimRow[]>
  /** Takes all claims of a customer to another. */
  readonly move: (from: string, to: string) => Promise<void>
  /** How many claims name no customer any more: the number of the next one. */
  readonly next: () => Promise<number>
  /** Forgets which messages a customer had claims of. */
  readonly forget: (customer: string) => Promise<void>
  readonly claimed: (use: TierUseQuery) => Promise<number>
  readonly counting: (query: CountQuery) => Promise<readonly ClaimRow[]>
}

export const claimsIn = (state: State): Claims => {
  const monthOf = async (month: string): Promise<Month> => (await state.get<Month>(monthKey(month))) ?? {}
  const rowsOf = async (month: string, bucket: number): Promise<readonly ClaimRow[]> =>
    (await state.get<readonly ClaimRow[]>(bucketKey(month, bucket))) ?? []

  const rewrite = async (
    { month, at }: ClaimRow,
    change: (rows: readonly ClaimRow[]) => readonly ClaimRow[],
  ): Promise<void> => {
    const bucket = bucketOf(at)
    const rows = change(await rowsOf(month, bucket))
    state.set(bucketKey(month, bucket), rows)
    state.set(monthKey(month), { ...(await monthOf(month)), [bucket]: rows.length })
  }
  const isSame = (one: ClaimRow, other: ClaimRow): boolean =>
    one.customer === other.customer && one.message === other.message

  const add = async (row: ClaimRow): Promise<void> => {
    const key = claimKey(row.customer, row.message)
    if ((await state.get<ClaimRow>(key)) !== null) return
    state.set(key, row)
    const messages = pagesIn<string>(state, claimsKey(row.customer))
    await messages.add([row.message])
    await rewrite(row, (rows) => [...rows, row])
  }
  const remove = async (row: Pick<ClaimRow, 'customer' | 'message'>): Promise<void> => {
    const key = claimKey(row.customer, row.message)
    const stored = await state.get<ClaimRow>(key)
    if (stored === null) return
    state.clear(key)
    await rewrite(stored, (rows) => rows.filter((one) => !isSame(one, stored)))
  }
  const ofCustomer = async (customer: string): Promise<readonly ClaimRow[]> => {
    const messages = await pagesIn<string>(state, claimsKey(customer)).after(0)
    const rows = await Promise.all(
      [...new Set(messages)].map((message) => state.get<ClaimRow>(claimKey(customer, message))),
    )
    return rows.flatMap((row) => row ?? [])
  }
  return {
    add,
    remove,
    ofCustomer,
    next: () => pagesIn<string>(state, claimsKey('')).length(),
    forget: (customer) => pagesIn<string>(state, claimsKey(customer)).replace([]),
    move: async (from, to) => {
      for (const row of await ofCustomer(from)) {
        await remove(row)
        await add({ ...row, customer: to })
      }
      await pagesIn<string>(state, claimsKey(from)).replace([])
    },
    claimed: async ({ month, until, limit }) => {
      const last = bucketOf(until)
      let count = 0
      for (const [bucket, length] of Object.entries(await monthOf(month)))
        if (Number(bucket) < last) count += length
      if (count >= limit) return limit
      const rows = await rowsOf(month, last)
      return Math.min(limit, count + rows.filter(({ at }) => at <= until).length)
    },
    counting: async ({ month, after }) => {
      const buckets = Object.keys(await monthOf(month)).map(Number)
      const wanted = buckets.filter((bucket) => bucket >= bucketOf(after))
      const rows = await Promise.all(wanted.map((bucket) => rowsOf(month, bucket)))
      return rows.flat().filter(({ at }) => at > after)
    },
  }
}
