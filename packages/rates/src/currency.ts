/** The currencies in which WhatsApp bills (RATE-2). */
export const currencies = [
  'USD',
  'AED',
  'ARS',
  'AUD',
  'BRL',
  'CLP',
  'COP',
  'EUR',
  'GBP',
  'IDR',
  'INR',
  'MXN',
  'MYR',
  'PEN',
  'SAR',
  'SGD',
] as const

/** A currency in which WhatsApp bills (RATE-2). Rates of one are not those of another converted. */
export type Currency = (typeof currencies)[number]

/** The currency of a code, in any case; `null` for one in which WhatsApp does not bill. */
export const currencyOf = (code: string): Currency | null => {
  const upper = code.trim().toUpperCase()
  return currencies.find((currency) => currency === upper) ?? null
}

/** The names of currencies in published sheets, besides their codes. */
const signs: Readonly<Record<string, Currency>> = {
  $US: 'USD',
  US$: 'USD',
  $AU: 'AUD',
  AU$: 'AUD',
  A$: 'AUD',
  R$: 'BRL',
  S$: 'SGD',
  '₹': 'INR',
  '€': 'EUR',
  '£': 'GBP',
  RP: 'IDR',
  RM: 'MYR',
  'S/': 'PEN',
}

/** The currency that a published sheet means by a code or a sign, such as `$US` or `₹`. A bare `$` may be any dollar. */
export const currencyOfSign = (sign: string): Currency | null =>
  currencyOf(sign) ?? signs[sign.trim().toUpperCase()] ?? null
