import type { Instant } from '../time/instant.ts'
import { factsAbout, factsOfType, subjects, type AccountFacts } from './facts.ts'

/** Is this id known by an instant to be a group of the phone number? */
export const isGroup = (facts: AccountFacts, phoneNumberId: string, id: string, at: Instant): boolean =>
  // Most accounts have no groups, and this is asked of each customer that counts towards a limit.
  factsOfType(facts, ['group-changed']).length > 0 &&
  factsAbout(facts, ['group-changed'], subjects.group(phoneNumberId, id)).some((fact) => fact.at <= at)

/** May the group not be written to at an instant? Of contrary facts of one instant the refusing one is believed (GRP-7, GRP-8). */
const isSuspended = (facts: AccountFacts, phoneNumberId: string, id: string, at: Instant): boolean => {
  const known = factsAbout(facts, ['group-changed'], subjects.group(phoneNumberId, id)).filter(
    (fact) => fact.at <= at,
  )
  const newest = Math.max(...known.map((fact) => fact.at))
  return known.some((fact) => fact.at === newest && fact.state !== 'active')
}

/** Whether an id is a group of the phone number at an instant, and whether it may be written to. */
export const groupAt = (
  facts: AccountFacts,
  phoneNumberId: string,
  id: string,
  at: Instant,
): 'none' | 'active' | 'suspended' => {
  if (!isGroup(facts, phoneNumberId, id, at)) return 'none'
  return isSuspended(facts, phoneNumberId, id, at) ? 'suspended' : 'active'
}
