import { isRight, type Answer, type Instant, type Json } from '@guichet/core'
import type { AllowedInShort } from '@guichet/runtime'
import type { Parts } from '../parts.ts'
import type { PricedCharge } from './port.ts'

/** A type and no interface, so that it counts as JSON. */
export type Priced = { readonly price?: Json }

/** The member `price` of what is charged so; none without a rate card. */
export const priceOf = (
  { prices }: Pick<Parts, 'prices'>,
  charge: PricedCharge | null,
  customer: string,
  at: Instant,
): Priced => {
  const card = prices()
  if (card === null) return {}
  const amount = charge === null ? null : card.priceOf(charge, customer, at)
  return { price: amount === null ? null : { amount: amountToJson(amount), currency: card.currency } }
}

/** The same of an answer; a refused message has no price. */
export const priceOfAnswer = (
  parts: Pick<Parts, 'prices'>,
  answer: Answer,
  customer: string,
  at: Instant,
): Priced => (isRight(answer) ? priceOf(parts, answer.right.charge, customer, at) : {})

/** What an accepted message is charged as; `null` where that was not kept. */
export const chargeInShort = (allowed: AllowedInShort | null): Json => {
  if (allowed === null) return null
  const { unit, category, type } = allowed.charge
  return { unit, category, type }
}

/** A number while that is exact, its digits as text beyond. */
export const amountToJson = (amount: bigint): number | string => {
  const number = Number(amount)
  return Number.isSafeInteger(number) ? number : amount.toString()
}
