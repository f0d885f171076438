import parsePhoneNumber, { getCountries, getCountryCallingCode } from 'libphonenumber-js/max'
import { isListed } from './table.ts'

const BSUID = /^(?<country>[A-Z]{2})\.(?:ENT\.)?[A-Za-z0-9]+$/
const PHONE = /^\+?(?<digits>[1-9]\d{6,14})$/

/** The country of a calling code. If several share one, it is the one that Meta lists. */
const mainCountries: ReadonlyMap<string, string> = new Map(
  [...getCountries()]
    .sort((a, b) => Number(isListed(a)) - Number(isListed(b)))
    .map((country) => [getCountryCallingCode(country), country] as const)
    .concat([
      ['1', 'US'],
      ['7', 'RU'],
    ]),
)

/**
 * The customer's country for pricing (ID-9): an ISO 3166 code, or `null` for an id that is neither a phone
 * number nor a BSUID.
 */
export const countryOf = (customer: string): string | null => {
  const country = BSUID.exec(customer)?.groups?.['country']
  if (country !== undefined) return country
  const prefix = prefixOf(customer)
  return prefix === null ? null : countryOfPrefix(prefix)
}

/** The digits of a phone number that decide its country; there are some thousands of such prefixes. */
export const prefixOf = (customer: string): string | null => {
  const digits = PHONE.exec(customer)?.groups?.['digits']
  if (digits === undefined) return null
  return digits.slice(0, digits.startsWith('1') ? 4 : digits.startsWith('7') ? 2 : 3)
}

/** The country of a prefix as `prefixOf` gives it. Only inside +1 and +7 does the area code matter (CONV-B9, ID-9). */
export const countryOfPrefix = (prefix: string): string | null => {
  if (prefix.startsWith('1')) return northAmericanCountry(prefix)
  if (/^7[67]/.test(prefix)) return 'KZ'
  const known = [1, 2, 3].map((length) => mainCountries.get(prefix.slice(0, length)))
  return known.find((country) => country !== undefined) ?? null
}

/** The area code decides, so any number of the area is enough; unused areas count as the United States. */
const northAmericanCountry = (prefix: string): string =>
  parsePhoneNumber(`+${prefix}2345678`)?.country ?? 'US'

/** Territories share the calling code, and so the market, of a listed country: Guernsey that of the United Kingdom. */
export const countryThatPrices = (country: string): string => {
  const code = getCountries().find((known) => known === country)
  if (code === undefined || isListed(country)) return country
  const callingCode = getCountryCallingCode(code)
  return callingCode === '1' || callingCode === '7' ? country : (mainCountries.get(callingCode) ?? country)
}
