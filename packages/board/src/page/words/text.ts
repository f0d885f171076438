/**
 * Invisible characters that change how a text looks: controls, direction marks, blanks without width. Two ids
 * that look the same must be the same.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]/gu

/** A text from outside with invisible characters spelt out: `‹U+202E›`. */
export const plainly = (text: string): string => text.replaceAll(unseen, spelt)

const spelt = (character: string): string =>
  `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`

/** A customer or a phone number: digits grouped for reading, anything else unchanged. */
export const idInWords = (id: string): string => (isPhone(id) ? grouped(id) : plainly(id))

const isPhone = (id: string): boolean => /^\d{7,15}$/.test(id)

/** A customer's best id for people: the phone number, if one is known. */
export const customerInWords = (ids: {
  readonly customer: string
  readonly aliases: readonly string[]
}): string => idInWords([ids.customer, ...ids.aliases].find(isPhone) ?? ids.customer)

/** The customer's other ids, as a suffix; empty if there are none. */
export const alsoInWords = ({
  customer,
  aliases,
}: {
  readonly customer: string
  readonly aliases: readonly string[]
}): string => {
  const shown = [customer, ...aliases].find(isPhone) ?? customer
  const others = [customer, ...aliases].filter((id) => id !== shown)
  return others.length === 0 ? '' : ` · also ${others.map(idInWords).join(', ')}`
}

/** Country codes of one and of two digits; all others have three (ITU-T E.164). */
const countryCode = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/

const grouped = (digits: string): string => {
  const code = countryCode.exec(digits)?.[0] ?? digits.slice(0, 3)
  const rest = digits.slice(code.length)
  // Groups of three, and the last one of two to four.
  const groups = rest.match(/\d{3}(?=\d{2})|\d{1,4}/g) ?? []
  return [`+${code}`, ...groups].join(' ')
}

export const counted = (count: number, one: string, several: string = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : several}`
