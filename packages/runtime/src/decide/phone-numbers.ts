import type { ThreadEvent } from '@guichet/core'
import type { PhoneNumberRow } from '../store/rows.ts'

/** The business phone numbers that events speak of, and the accounts that they are seen under. */
export interface PhoneNumbersUnderWork {
  readonly see: (event: ThreadEvent) => void
  readonly accountsOf: (phoneNumberId: string) => readonly string[]
  /** Those that are new or were seen under a new account. */
  readonly changed: () => readonly (PhoneNumberRow & { readonly expected: number })[]
}

export const phoneNumbersUnderWork = (known: readonly PhoneNumberRow[]): PhoneNumbersUnderWork => {
  const stored = new Map(known.map((row) => [row.id, row]))
  const accounts = new Map(known.map((row) => [row.id, row.accounts]))
  return {
    see: ({ phoneNumberId, account }) => {
      const seen = accounts.get(phoneNumberId)
      if (seen === undefined) accounts.set(phoneNumberId, account === undefined ? [] : [account])
      else if (account !== undefined && !seen.includes(account))
        accounts.set(phoneNumberId, [...seen, account].sort())
    },
    accountsOf: (phoneNumberId) => accounts.get(phoneNumberId) ?? none,
    changed: () =>
      [...accounts].flatMap(([id, seen]) => {
        const row = stored.get(id)
        if (row !== undefined && row.accounts === seen) return []
        const expected = row?.revision ?? 0
        return [{ id, accounts: seen, revision: expected + 1, expected }]
      }),
  }
}

const none: readonly string[] = []
