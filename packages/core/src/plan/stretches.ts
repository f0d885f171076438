import type { AskInput } from '../ask/ask-input.ts'
import { forecast, type Forecast } from '../ask/forecast.ts'
import { judge } from '../ask/judge.ts'
import type { Question } from '../ask/question.ts'
import { comparePriced } from '../ask/weigh.ts'
import { E } from '../prelude.ts'
import type { Instant } from '../time/instant.ts'
import type { InputAt } from './moments.ts'
import type { Prices } from './request.ts'

/** A time in which a message is allowed at one cost. */
export interface Stretch {
  readonly at: Instant
  /** From here on it is refused or costs something else; `null` where that is not before the end of the plan. */
  readonly until: Instant | null
  readonly charge: Forecast
  readonly cost: bigint | null
}

/** The times in which a message is allowed, earliest first, by the boundaries between which nothing changes. */
export const stretchesOf = (
  message: Question,
  boundaries: readonly Instant[],
  inputAt: InputAt,
  costOf: Prices['costOf'],
): readonly Stretch[] => {
  const stretches: Stretch[] = []
  let open: Stretch | null = null
  for (const at of boundaries) {
    const now = pricedAt(message, inputAt(at), costOf)
    if (open !== null && now !== null && isSameCost(open, now)) continue
    if (open !== null) stretches.push({ ...open, until: at })
    open = now === null ? null : { at, until: null, ...now }
  }
  return open === null ? stretches : [...stretches, open]
}

/** Those that are cheaper than all before them. */
export const everCheaper = (stretches: readonly Stretch[]): readonly Stretch[] =>
  stretches.filter((one, index) =>
    stretches.slice(0, index).every((before) => comparePriced(one, before) < 0),
  )

const pricedAt = (
  message: Question,
  input: AskInput,
  costOf: Prices['costOf'],
): Pick<Stretch, 'charge' | 'cost'> | null => {
  if (E.isLeft(judge(message, input))) return null
  const charge = forecast(message, input)
  return { charge, cost: costOf(charge, input.at) }
}

const isSameCost = (a: Pick<Stretch, 'charge' | 'cost'>, b: Pick<Stretch, 'charge' | 'cost'>): boolean =>
  a.cost === b.cost &&
  a.charge.type === b.charge.type &&
  a.charge.category === b.charge.category &&
  a.charge.unit === b.charge.unit
