import type { PhoneNumberRow } from '../store/rows.ts'

/** A phone number, and perhaps its account. */
export interface SeenNumber {
  readonly phoneNumberId: string
  readonly account?: string | undefined
}

/** The business phone numbers that events speak of, and the accounts that they are seen under. */
export interface PhoneNumbersUnderWork {
  readonly see: (seen: SeenNumber) => void
  /** Changes the row of a phone number, so that a decision that went by it meets a conflict. */
  readonly touch: (row: PhoneNumberRow) => void
  readonly accountsOf: (phoneNumberId: string) => readonly string[]
  /** Those that are new or were seen under a new account. */
  readonly changed: () => readonly (PhoneNumberRow & { readonly expected: number })[]
}

export const phoneNumbersUnderWork = (known: readonly PhoneNumberRow[]): PhoneNumbersUnderWork => {
  const stored = new Map(known.map((row) => [row.id, row]))
  const accounts = new Map(known.map((row) => [row.id, row.accounts]))
  const touched = new Set<string>()
  return {
    see: ({ phoneNumberId, account }) => {
      const seen = accounts.get(phoneNumberId)
      if (seen === undefined) accounts.set(phoneNumberId, account === undefined ? [] : [account])
      else if (account !== undefined && !seen.includes(account))
        accounts.set(phoneNumberId, [...seen, account].sort())
    },
    touch: (row) => {
      touched.add(row.id)
      if (!stored.has(row.id) && row.revision > 0) stored.set(row.id, row)
      if (!accounts.has(row.id)) accounts.set(row.id, row.accounts)
    },
    accountsOf: (phoneNumberId) => accounts.get(phoneNumberId) ?? none,
    changed: () =>
      [...accounts].flatMap(([id, seen]) => {
        const row = stored.get(id)
        if (row !== undefined && row.accounts === seen && !touched.has(id)) return []
        const expected = row?.revision ?? 0
        return [{ id, accounts: seen, revision: expected + 1, expected }]
      }),
  }
}

const none: readonly string[] = []
