import type { Engine, Instant } from '@guichet/core'
import type { PhoneNumberRow } from './store/rows.ts'
import type { Store } from './store/store.ts'

/**
 * How much of the month's free tier is used at an instant, by the phone number or by its whole account. Messages
 * up to `until` are counted, which is later where a clock may be slow.
 */
export const tierUsedBy = async (
  store: Store,
  { rulesAt }: Engine,
  phoneNumberId: string,
  at: Instant,
  until: Instant = at,
): Promise<number> => {
  const { freeTier } = rulesAt(at).rules
  if (freeTier === null) return 0
  const phoneNumberIds =
    freeTier.per === 'phone-number'
      ? [phoneNumberId]
      : ofSameAccount(await store.phoneNumbers(), phoneNumberId)
  return store.claimed({ phoneNumberIds, month: rulesAt.monthOf(at), until, limit: freeTier.amount })
}

/** A number that was seen under no account is taken for one of the others that were seen under none. */
const ofSameAccount = (numbers: readonly PhoneNumberRow[], phoneNumberId: string): readonly string[] => {
  const own = numbers.find(({ id }) => id === phoneNumberId)
  const account = own?.accounts[0]
  const sharing = numbers.filter(({ accounts }) => accounts[0] === account).map(({ id }) => id)
  return sharing.includes(phoneNumberId) ? sharing : [...sharing, phoneNumberId]
}
