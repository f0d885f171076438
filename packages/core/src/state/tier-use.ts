import type { CategoryOf } from '../template/category-of.ts'
import { type TierUse, claimCounter, type ClaimCounter } from '../tier/count.ts'
import { usedAt } from '../tier/settled-use.ts'
import { differencesOf, emptyMap, entriesOf, lookUp } from '../persistent-map.ts'
import type { FreeTier } from '../rulebook/rulebook.ts'
import type { KnownTemplates } from '../template/known.ts'
import { emptyThread, type Thread } from '../thread/thread.ts'
import type { ChargesChanged } from '../charge/charge.ts'
import type { Entry, Threads } from './identity.ts'
import { partsOf, type PhoneNumber, type State } from './parts.ts'
import { templatesOf } from './state.ts'

/**
 * Counts how much of a month's free tier is used: by a phone number, or by all phone numbers of its account.
 * Settled messages are counted in the state; those of the other threads are counted here, and as each
 * question comes after few changes, only the threads that changed since the last one are looked at again.
 */
export const tierCounter = (
  chargesBetween: (before: Thread, after: Thread, templates: KnownTemplates) => ChargesChanged,
): ((state: State, phoneNumberId: string) => TierUse) => {
  const counts = new Map<string, Counted>()

  const counted = (state: State, id: string, { threads }: PhoneNumber): Counted => {
    const templates = templatesOf(state, id)
    const known = counts.get(id)
    const { categoryOf } = templates
    const count = known !== undefined && known.categoryOf === categoryOf ? known : nothingCounted(categoryOf)
    for (const { before, after } of differencesOf(count.threads, threads))
      count.claims.replace(chargesBetween(threadIn(before), threadIn(after), templates))
    count.threads = threads
    counts.set(id, count)
    return count
  }

  return (state, phoneNumberId) => (tier, month, at) => {
    let used = 0
    for (const [id, number] of sharing(state, phoneNumberId, tier)) {
      used += usedAt(number.tierUse, month, at)
      if (used >= tier.amount) return tier.amount
      used += counted(state, id, number).claims.until(month, at)
    }
    return Math.min(used, tier.amount)
  }
}

/** What is counted of a phone number. Changes as the number's threads do. */
interface Counted {
  threads: Threads
  readonly categoryOf: CategoryOf
  /** The claims of all threads. */
  readonly claims: ClaimCounter
}

const nothingCounted = (categoryOf: CategoryOf): Counted => ({
  threads: emptyMap<Entry>(),
  categoryOf,
  claims: claimCounter(),
})

const threadIn = (entry: Entry | undefined): Thread =>
  entry !== undefined && 'thread' in entry ? entry.thread : emptyThread

/** The phone numbers that use the same tier. */
const sharing = (
  state: State,
  phoneNumberId: string,
  { per }: FreeTier,
): readonly (readonly [string, PhoneNumber])[] => {
  const { phoneNumbers } = partsOf(state)
  const number = lookUp(phoneNumbers, phoneNumberId)
  if (per === 'phone-number') return number === undefined ? [] : [[phoneNumberId, number]]
  const numbers = [...entriesOf(phoneNumbers)]
  // An unknown number belongs to the account of the others, as long as there is only one.
  const holders = new Set(numbers.map(([, other]) => holderOf(other)))
  if (number === undefined) return holders.size === 1 ? numbers : []
  return numbers.filter(([, other]) => holderOf(other) === holderOf(number))
}

/** The account whose tier a number uses; the one account of the engine where none was named. */
export const holderOf = ({ accounts }: Pick<PhoneNumber, 'accounts'>): string => accounts[0] ?? ''
