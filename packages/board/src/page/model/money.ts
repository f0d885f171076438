import { fieldsOf, textOf } from './json.ts'

/** An amount in millionths of the currency's unit. */
export interface Money {
  readonly amount: bigint
  readonly currency: string
}

/** Reads an amount; `null` for anything else. */
export const readMoney = (json: unknown): Money | null => {
  const { amount, currency: named } = fieldsOf(json)
  const currency = textOf(named)
  const digits = typeof amount === 'number' || typeof amount === 'string' ? String(amount) : ''
  return currency === null || !/^\d{1,30}$/.test(digits) ? null : { amount: BigInt(digits), currency }
}
