/** An amount of money: whole millionths of the currency's unit. `85900n` of USD is 8.59 US cents. */
export type Millionths = bigint

const UNIT: Millionths = 1_000_000n
const DECIMALS = 6

/** The largest valid price, in millionths; a higher one has the wrong unit. */
export const LARGEST_AMOUNT: Millionths = 10n ** 15n

/** The amount as JSON carries it: a number while that is exact, its digits as text beyond. */
export const amountToJson = (amount: Millionths): number | string => {
  const number = Number(amount)
  return Number.isSafeInteger(number) ? number : amount.toString()
}

/** The amount as people read it, `USD 1,234.50`: at least two decimals, at most six, nothing rounded. */
export const amountInWords = (amount: Millionths, currency: string): string => {
  const size = amount < 0n ? -amount : amount
  const whole = (size / UNIT).toString().replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
  const decimals = (size % UNIT)
    .toString()
    .padStart(DECIMALS, '0')
    .replace(/0{1,4}$/, '')
  return `${currency} ${amount < 0n ? '-' : ''}${whole}.${decimals}`
}

const DECIMAL = /^(?<whole>\d+|\d{1,3}(?:,\d{3})+)?(?:\.(?<decimals>\d*))?(?:e(?<exponent>[+-]?\d{1,2}))?$/i

/**
 * Decimal text in the currency's unit as millionths: `0.0859` is `85900n`. Spreadsheets also write `1,234.5`
 * and `8.0E-4`. Digits are moved, never calculated with. Gives `null` for a text that is not a number and for
 * more than six decimals.
 */
export const millionthsOf = (text: string): Millionths | null => {
  const groups = DECIMAL.exec(text.trim())?.groups
  if (groups === undefined) return null
  const whole = (groups['whole'] ?? '').replaceAll(',', '')
  const decimals = groups['decimals'] ?? ''
  if (whole === '' && decimals === '') return null
  const shift = DECIMALS + Number(groups['exponent'] ?? 0) - decimals.length
  return shifted(whole + decimals, shift)
}

/** The digits with this many zeros appended, or removed. */
const shifted = (digits: string, by: number): Millionths | null => {
  if (by >= 0) return BigInt(digits + '0'.repeat(by))
  const padded = digits.padStart(1 - by, '0')
  return /^0*$/.test(padded.slice(by)) ? BigInt(padded.slice(0, by)) : null
}
