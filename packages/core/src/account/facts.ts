import type { AccountEvent, TemplateEvent } from '../event/event.ts'
import { assoc, emptyMap, entriesOf, lookUp, type PersistentMap } from '../persistent-map.ts'
import { DAY, type Duration, type Instant } from '../time/instant.ts'

/** An event about an account or a phone number that is not about templates. */
export type AccountFact = Exclude<AccountEvent, TemplateEvent>

/**
 * What is known of accounts, phone numbers and groups: a set of facts, whatever their order of arrival. Those about
 * the same thing stand together, oldest first.
 */
export type AccountFacts = PersistentMap<readonly AccountFact[]>

/** Nothing is known yet. */
export const noAccountFacts: AccountFacts = emptyMap()

/** So many facts about one thing are kept whatever their age. */
const fewFacts = 64
/** Of more, those are forgotten that were replaced already so long before the newest. */
const memory: Duration = 40 * DAY
/** So many are kept at most. */
const mostFacts = 1_000

/** The facts with one more; `null` when it is known already. */
export const insertAccountFact = (facts: AccountFacts, event: AccountFact): AccountFacts | null => {
  const subject = subjectOf(event)
  const known = lookUp(facts, subject) ?? []
  let index = known.length
  for (; index > 0; index--) {
    const order = compareFacts(event, known[index - 1] as AccountFact)
    if (order === 0) return null
    if (order > 0) break
  }
  const more = known.toSpliced(index, 0, event)
  const kept = more.length > fewFacts ? thinned(more) : more
  return kept.length === known.length && !kept.includes(event) ? null : assoc(facts, subject, kept)
}

/** All of them. */
export const accountFactsIn = (facts: AccountFacts): readonly AccountFact[] =>
  [...entriesOf(facts)].flatMap(([, ofOne]) => ofOne)

/** Those of one kind about one thing, oldest first. */
export const factsAbout = <T extends AccountFact['type']>(
  facts: AccountFacts,
  types: readonly T[],
  subject: string,
): readonly Extract<AccountFact, { readonly type: T }>[] =>
  (lookUp(facts, subject) ?? []).filter((fact): fact is Extract<AccountFact, { readonly type: T }> =>
    types.some((type) => type === fact.type),
  )

/** Those of some kinds, about whatever. */
export const factsOfType = <T extends AccountFact['type']>(
  facts: AccountFacts,
  types: readonly T[],
): readonly Extract<AccountFact, { readonly type: T }>[] => {
  if (facts === noAccountFacts) return []
  const grouped = groupedBefore.get(facts) ?? new Map<string, readonly AccountFact[]>()
  groupedBefore.set(facts, grouped)
  const name = types.join()
  const known =
    grouped.get(name) ?? accountFactsIn(facts).filter((fact) => types.some((type) => type === fact.type))
  grouped.set(name, known)
  return known as readonly Extract<AccountFact, { readonly type: T }>[]
}

/** Questions come far more often than facts about accounts. */
const groupedBefore = new WeakMap<AccountFacts, Map<string, readonly AccountFact[]>>()

/** What a fact is about. */
export const subjects: {
  readonly limit: (account: string) => string
  readonly restrictions: (account: string) => string
  /** Of a phone number's id, or of a number with a plus. */
  readonly throughput: (phoneNumber: string) => string
  readonly group: (phoneNumberId: string, group: string) => string
  readonly rate: (account: string) => string
} = {
  limit: (account) => JSON.stringify(['limit', account]),
  restrictions: (account) => JSON.stringify(['restrictions', account]),
  throughput: (phoneNumber) => JSON.stringify(['throughput', phoneNumber]),
  group: (phoneNumberId, group) => JSON.stringify(['group', phoneNumberId, group]),
  rate: (account) => JSON.stringify(['rate', account]),
}

const subjectOf = (event: AccountFact): string => {
  switch (event.type) {
    case 'messaging-limit-changed':
      return subjects.limit(event.account)
    case 'account-restricted':
    case 'account-released':
      return subjects.restrictions(event.account)
    case 'throughput-changed':
      return subjects.throughput(event.phoneNumberId ?? `+${digitsOf(event.displayPhoneNumber ?? '')}`)
    case 'group-changed':
      return subjects.group(event.phoneNumberId, event.group)
    case 'authentication-rate-changed':
      return subjects.rate(event.account)
  }
}

/** A number as people write it, in digits. */
export const digitsOf = (displayPhoneNumber: string): string => displayPhoneNumber.replaceAll(/\D/g, '')

const compareFacts = (a: AccountFact, b: AccountFact): number => {
  if (a.at !== b.at) return a.at - b.at
  const [left, right] = [textOf(a), textOf(b)]
  return left === right ? 0 : left < right ? -1 : 1
}

/** All that a fact says, whatever order its keys have. */
const textOf = (event: AccountFact): string =>
  JSON.stringify(Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1)))

const thinned = (facts: readonly AccountFact[]): readonly AccountFact[] => {
  const oldest = (facts.at(-1)?.at ?? 0) - memory
  const holdsSince = new Map<string, Instant>()
  return facts
    .toReversed()
    .filter((fact) => {
      if (fact.at > oldest) return true
      const slot = slotOf(fact)
      const since = holdsSince.get(slot) ?? fact.at
      holdsSince.set(slot, since)
      // Of contrary facts of one instant, questions choose.
      return fact.at === since
    })
    .slice(0, mostFacts)
    .reverse()
}

/** Facts that replace each other. */
const slotOf = (event: AccountFact): string =>
  event.type === 'account-restricted' || event.type === 'account-released'
    ? JSON.stringify([
        event.type,
        event.restriction ?? null,
        event.phoneNumberId ?? null,
        event.displayPhoneNumber ?? null,
      ])
    : event.type
