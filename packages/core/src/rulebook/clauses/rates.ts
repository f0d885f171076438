import { meta } from './clause.ts'

/** Price lists. */
export const rateClauses = {
  'RATE-1': {
    sentence:
      'Meta publishes its prices as files, one for each currency, which name the day from which they hold.',
    source: `${meta}/pricing`,
  },
  'RATE-2': {
    sentence:
      'There is a price for each country or region, category and currency; prices in one currency are not those of another converted.',
    source: `${meta}/pricing`,
  },
  'RATE-3': {
    sentence:
      'Volume tiers stand in a file of their own: the price for each country, for utility or authentication, and for each band of volume.',
    source: `${meta}/pricing`,
  },
  'RATE-4': {
    sentence:
      "A message is charged at the prices in force on its day; they change only on the first day of a quarter, at midnight in the account's time zone.",
    source: `${meta}/pricing`,
    decidesCharge: true,
  },
  'RATE-5': {
    sentence: 'Calls have prices and volume tiers of their own.',
    source: `${meta}/calling/pricing`,
  },
  'RATE-6': {
    sentence:
      'For example, from October 2026 a message to India costs 0.0118 US dollars for marketing, and 0.0014 for utility, authentication or service.',
    source: `${meta}/pricing`,
  },
}
