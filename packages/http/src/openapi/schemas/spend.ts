import { count, instant, list, object, orNull, shared, text } from './make.ts'
import type { Schema, Schemas } from '../types.ts'

const amount: Schema = {
  type: ['integer', 'string'],
  description: "Millionths of the currency's unit; as text where a number would not be exact.",
}

const sum = {
  amount,
  messages: count('Delivered messages.'),
  paid: count('How many of them are charged.'),
}

/** Prices, and what was spent. There are some where the gateway has a rate card. */
export const spendSchemas: Schemas = {
  Price: {
    ...orNull(object({ amount, currency: text('Such as `EUR`.') })),
    description:
      'What one message costs, without volume tiers; 0 where it is free. `null`: not charged yet, of a group, or the ' +
      'rate card has no rate. Only where the gateway has a rate card.',
  },
  SpendPart: object({
    from: instant("Its beginning in the account's time zone."),
    ...sum,
    unknown: object({
      withoutRate: count('Charged messages that the rate card has no rate for; they are not in `amount`.'),
      withoutCategory: count('Messages whose category is not known yet.'),
    }),
    lines: list(
      object({
        phoneNumberId: text(),
        category: text(),
        market: orNull(text('Where the customers are, in the words of the rate card.')),
        ...sum,
      }),
    ),
  }),
  Spend: object({
    now: instant('Our clock.'),
    tenant: orNull(text('The tenant of the key; `null` where the gateway has only one.')),
    timeZone: text(),
    currency: orNull(text('Such as `EUR`; `null` where the gateway has no rate card.')),
    today: orNull(shared('SpendPart')),
    month: orNull(shared('SpendPart')),
  }),
}
