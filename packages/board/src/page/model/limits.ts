import { fieldsOf, instantOf, listOf, readAll, textOf, type Fields, type Instant } from './json.ts'

/** What WhatsApp allows a phone number, and how far it is used. */
export interface NumberLimits {
  readonly phoneNumberId: string
  /** Customers written to first in 24 hours; `null` where no limit is known. */
  readonly messagingLimit: UsedLimit | null
  readonly perSecond: number | null
  readonly restrictions: readonly Restriction[]
}

export interface UsedLimit {
  /** `null`: any number. */
  readonly limit: number | null
  readonly used: number
  readonly freesAt: Instant | null
}

export interface Restriction {
  readonly what: string
  /** `null`: until further notice. */
  readonly until: Instant | null
}

/** The limits in an answer of `/phone-numbers`; what cannot be read is left out. */
export const readLimits = (json: unknown): readonly NumberLimits[] =>
  readAll(fieldsOf(json)['phoneNumbers'], (fields) => {
    const phoneNumberId = textOf(fields['phoneNumberId'])
    if (phoneNumberId === null) return null
    return {
      phoneNumberId,
      messagingLimit: readUsed(fields['messagingLimit']),
      perSecond: amountOf(fields['perSecond']),
      restrictions: listOf(fields['restrictions']).flatMap((one) => readRestriction(fieldsOf(one)) ?? []),
    }
  })

const readUsed = (json: unknown): UsedLimit | null => {
  const { limit, used, freesAt } = fieldsOf(json)
  const amount = amountOf(used)
  if (amount === null) return null
  return { limit: amountOf(limit), used: amount, freesAt: instantOf(freesAt) }
}

const readRestriction = ({ restriction, until }: Fields): Restriction | null => {
  const what = textOf(restriction)
  return what === null ? null : { what, until: instantOf(until) }
}

const amountOf = (json: unknown): number | null =>
  typeof json === 'number' && Number.isSafeInteger(json) && json >= 0 ? json : null
