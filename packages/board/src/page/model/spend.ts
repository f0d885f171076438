import { fieldsOf, textOf } from './json.ts'
import { readMoney, type Money } from './money.ts'

/** What was spent; `null` where the server has no rate card. */
export interface Spend {
  readonly today: SpendPart
  readonly month: SpendPart
}

export interface SpendPart {
  readonly cost: Money
  /** Messages without a rate, which are not in the cost. */
  readonly withoutRate: number
}

/** The answer of `/spend`; `null` for anything else. */
export const readSpend = (json: unknown): Spend | null => {
  const fields = fieldsOf(json)
  const currency = textOf(fields['currency'])
  const today = partOf(fields['today'], currency)
  const month = partOf(fields['month'], currency)
  return today === null || month === null ? null : { today, month }
}

const partOf = (json: unknown, currency: string | null): SpendPart | null => {
  const { amount, unknown } = fieldsOf(json)
  const cost = readMoney({ amount, currency })
  const { withoutRate } = fieldsOf(unknown)
  return cost === null ? null : { cost, withoutRate: typeof withoutRate === 'number' ? withoutRate : 0 }
}
