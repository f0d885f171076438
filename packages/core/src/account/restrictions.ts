import type { AccountReleased, AccountRestricted, Restriction } from '../event/event.ts'
import { restrictions } from '../event/account-event.ts'
import type { Instant } from '../time/instant.ts'
import { factsOfType, type AccountFacts } from './facts.ts'
import { isAbout, type NumberScope } from './scope.ts'

/** A restriction that holds at an instant; `until` is `null` where it does not end by itself. */
export interface InForce {
  readonly restriction: Restriction
  readonly until: Instant | null
}

type Fact = AccountRestricted | AccountReleased

/**
 * The restrictions that hold for a phone number at an instant, one of each kind; `null` where no event says
 * anything of its account (LIM-29, POS-44).
 */
export const restrictionsAt = (
  facts: AccountFacts,
  scope: NumberScope,
  at: Instant,
): readonly InForce[] | null => {
  const known = factsOfType(facts, ['account-restricted', 'account-released']).filter(
    (fact) => fact.at <= at && isAbout(scope, fact),
  )
  if (known.length === 0) return null
  const held = new Map<string, AccountRestricted>()
  for (const fact of known.filter((one) => !namesNumber(one) || scope.isNumber(one)).toSorted(inOrder))
    if (fact.type === 'account-released') release(held, fact)
    else restrict(held, fact)
  return restrictions.flatMap((restriction) => {
    const ends = [...held.values()]
      .filter((by) => by.restriction === restriction)
      .map(endOf)
      .filter((end) => end > at)
    if (ends.length === 0) return []
    const latest = Math.max(...ends)
    return [{ restriction, until: latest === Infinity ? null : latest }]
  })
}

/** By time; of two contrary facts of one instant the restriction is believed. */
const inOrder = (a: Fact, b: Fact): number => a.at - b.at || rank(a) - rank(b)

const rank = ({ type }: Fact): number => (type === 'account-released' ? 0 : 1)

const endOf = ({ until }: AccountRestricted): Instant => until ?? Infinity

const namesNumber = ({ phoneNumberId, displayPhoneNumber }: Fact): boolean =>
  phoneNumberId !== undefined || displayPhoneNumber !== undefined

/** The phone number, whichever account said it, or one account. */
const placeOf = (fact: Fact): string => (namesNumber(fact) ? 'number' : `account ${fact.account}`)

/** A newer one of the same kind and place replaces the older; of two of one instant the longer one is believed. */
const restrict = (held: Map<string, AccountRestricted>, by: AccountRestricted): void => {
  const key = `${by.restriction} ${placeOf(by)}`
  const before = held.get(key)
  const isShorter = before !== undefined && before.at === by.at && endOf(before) > endOf(by)
  if (!isShorter) held.set(key, by)
}

/** Without a number it releases the account and its numbers; with one, only that number. */
const release = (held: Map<string, AccountRestricted>, released: AccountReleased): void => {
  for (const [key, by] of held)
    if (
      (released.restriction === undefined || released.restriction === by.restriction) &&
      (placeOf(by) === placeOf(released) || (!namesNumber(released) && by.account === released.account))
    )
      held.delete(key)
}
