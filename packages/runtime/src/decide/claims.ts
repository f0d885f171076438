import type { Charge, Engine, KnownTemplates } from '@guichet/core'
import type { OwnThread } from '@guichet/core/store'

/** A thread, and the templates that its claims to a month's free tier are read with. */
export interface Claimant {
  readonly own: OwnThread
  readonly templates: KnownTemplates
}

/** Claims that came instead of others; some may stand on both sides. */
export interface ClaimsBetween {
  readonly gone: readonly Charge[]
  readonly come: readonly Charge[]
}

/**
 * How the claims of one thread differ from those of the threads that it was made of. Where it is the same thread
 * with some events more, this costs what they changed, however many claims there are.
 */
export const claimsBetween = (
  engine: Engine,
  before: readonly Claimant[],
  after: Claimant | null,
): ClaimsBetween => {
  const [one] = before
  const isSame =
    one !== undefined && before.length === 1 && one.templates.categoryOf === after?.templates.categoryOf
  if (!isSame || after === null || !isCounted(engine, one) || !isCounted(engine, after))
    return {
      gone: before.flatMap((claimant) => claimsOf(engine, claimant)),
      come: after === null ? [] : claimsOf(engine, after),
    }
  const { gone, come } = engine.thread.chargesBetween(one.own.thread, after.own.thread, after)
  return { gone: gone.filter(isClaim), come: come.filter(isClaim) }
}

/** The charges of a thread, not settled yet, that claim a month's free tier. */
const claimsOf = (engine: Engine, claimant: Claimant): readonly Charge[] =>
  isCounted(engine, claimant) ? engine.thread.charges(claimant.own.thread, claimant).filter(isClaim) : []

/** Where the rules in force know no free tier, nothing has to be counted. */
const isCounted = ({ rulesAt }: Engine, { own: { thread } }: Claimant): boolean =>
  thread.newest !== null && rulesAt(thread.newest).rules.freeTier !== null

const isClaim = ({ claim }: Charge): boolean => claim !== null
