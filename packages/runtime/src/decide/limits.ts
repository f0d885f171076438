import { DAY, type AccountAt, type Instant } from '@guichet/core'
import type { ClaimRow, PhoneNumberRow } from '../store/rows.ts'

/** What customers count towards who were written to first: a messaging limit (`ClaimRow.month`). */
export const towardsLimit = 'customers'

/** Who counts towards the limit that a phone number shares with others. */
export interface Counted {
  readonly rows: readonly ClaimRow[]
  /**
   * One of the phone numbers that share it, as it was before `rows` were read. Who lets another customer count changes
   * this row, so that two processes together do not exceed the limit.
   */
  readonly guard: PhoneNumberRow
}

/** The row by which a thread's customer counts. */
export const countOf = (thread: Pick<ClaimRow, 'phoneNumberId' | 'customer'>, at: Instant): ClaimRow => ({
  ...thread,
  message: '',
  month: towardsLimit,
  at,
})

/** The row by which a customer counts while a message to them is on its way; it expires like any other. */
export const reservationOf = (
  thread: Pick<ClaimRow, 'phoneNumberId' | 'customer'>,
  intentId: string,
  at: Instant,
): ClaimRow => ({ ...thread, message: `intent:${intentId}`, month: towardsLimit, at })

/** How far a limit is used at an instant, for the customer with those ids (LIM-20). */
export const limitUsed = (
  limit: number | null,
  rows: readonly ClaimRow[],
  ids: readonly string[],
  at: Instant,
): NonNullable<AccountAt['messagingLimit']> => {
  const leaving = new Map<string, Instant>()
  for (const row of rows) {
    if (row.at + DAY <= at) continue
    // A customer who was erased has no name, and still counts.
    const name = row.customer === '' ? JSON.stringify([row.phoneNumberId, row.message]) : row.customer
    leaving.set(name, Math.max(row.at + DAY, leaving.get(name) ?? -Infinity))
  }
  const own = Math.max(...ids.map((id) => leaving.get(id) ?? -Infinity))
  return {
    limit,
    leaving: [...leaving.values()].sort((one, other) => one - other),
    ownLeaving: own === -Infinity ? null : own,
  }
}

/** Who counts and what passes, as a batch goes on. */
export interface LimitsUnderWork {
  /** Who counts towards the limit of that phone number. */
  readonly countedBy: (phoneNumberId: string) => readonly ClaimRow[]
  /** Lets a customer count from now on. */
  readonly reserve: (row: ClaimRow) => void
  /**
   * Those rows are no more. Of a message that went out they count until the batch is over: then its thread counts in
   * their place.
   */
  readonly release: (rows: readonly ClaimRow[], wentOut: boolean) => void
  readonly changed: () => { readonly reserved: readonly ClaimRow[]; readonly released: readonly ClaimRow[] }
  /** The guard of the phone number's limit; `null` where none was read. */
  readonly guardOf: (phoneNumberId: string) => PhoneNumberRow | null
}

export const limitsUnderWork = (counted: ReadonlyMap<string, Counted>): LimitsUnderWork => {
  const reserved = new Map<string, ClaimRow>()
  const released = new Map<string, ClaimRow>()
  const inVain = new Set<string>()
  return {
    countedBy: (phoneNumberId) => {
      const known = counted.get(phoneNumberId)
      if (known === undefined) return []
      const guarded = [...reserved.values()].filter(
        (row) => counted.get(row.phoneNumberId)?.guard.id === known.guard.id,
      )
      const rows = [...known.rows, ...guarded]
      return inVain.size === 0 ? rows : rows.filter((row) => !inVain.has(nameOf(row)))
    },
    reserve: (row) => reserved.set(nameOf(row), row),
    release: (rows, wentOut) => {
      for (const row of rows) {
        released.set(nameOf(row), row)
        if (!wentOut) inVain.add(nameOf(row))
      }
    },
    changed: () => ({
      reserved: [...reserved].flatMap(([name, row]) => (released.has(name) ? [] : [row])),
      released: [...released.values()],
    }),
    guardOf: (phoneNumberId) => counted.get(phoneNumberId)?.guard ?? null,
  }
}

const nameOf = ({ phoneNumberId, customer, message }: ClaimRow): string =>
  JSON.stringify([phoneNumberId, customer, message])
