import type { ReportedPricing } from '../event/event.ts'
import type { Charge } from './charge.ts'
import { isKnownCategory, normalCategory } from '../message/category.ts'

/**
 * What a charge and Meta's report of it have to say to each other. `unreported`: Meta said nothing. `unknown`:
 * it used a word that is not known today, so nothing can be compared. `incomparable`: the message was sent
 * under another model than it was delivered under (PMP-6).
 */
export type Agreement =
  | { readonly is: 'agrees' | 'unreported' | 'incomparable' }
  | { readonly is: 'unknown'; readonly word: string }
  | { readonly is: 'disagrees'; readonly on: 'unit' | 'category' | 'conversation' | 'type' }

/**
 * Compares what is charged by the rules with what Meta reported (PMP-5 to PMP-10).
 *
 * @example
 * const { initial, evolve, charges } = engine()
 * const report = { model: 'PMP', category: 'utility', type: 'free_customer_service' }
 * const delivered = { type: 'message-status', id: 'd', message: 'm', status: 'delivered', at: Date.parse('2026-10-02T18:00Z'), phoneNumberId: '100', customer: '1', pricing: report } as const
 * charges(evolve(initial, delivered)).map(agreementOf) //=> [ { is: 'disagrees', on: 'type' } ]
 */
export const agreementOf = (charge: Charge): Agreement => {
  const { reported } = charge
  if (reported === null) return { is: 'unreported' }
  const word = unknownWord(reported)
  if (word !== null) return { is: 'unknown', word }
  if (reported.model === 'CBP')
    return charge.unit === 'conversation' ? byConversation(charge, reported) : lateModel(charge)
  return charge.unit === 'conversation' ? { is: 'disagrees', on: 'unit' } : byMessage(charge, reported)
}

/** `agreementOf` as JSON carries it: `null` where nothing can be said. */
export const agrees = (charge: Charge): boolean | null => {
  const { is } = agreementOf(charge)
  return is === 'agrees' ? true : is === 'disagrees' ? false : null
}

const models: ReadonlySet<string> = new Set(['CBP', 'PMP'])

const types: ReadonlySet<string> = new Set([
  'regular',
  'free_customer_service',
  'free_entry_point',
  'free_group_customer_service',
])

const unknownWord = ({ model, category, type }: ReportedPricing): string | null => {
  if (!models.has(model)) return model
  if (!isKnownCategory(category)) return category
  return type !== undefined && !types.has(type) ? type : null
}

/** A message that was sent before the model changed keeps the old one in Meta's report. */
const lateModel = ({ isAcrossRulebooks }: Charge): Agreement =>
  isAcrossRulebooks ? { is: 'incomparable' } : { is: 'disagrees', on: 'unit' }

/** A conversation's report tells its category; that it is billable is no proof that anything was paid. */
const byConversation = (charge: Charge, reported: ReportedPricing): Agreement => {
  const theirs = normalCategory(reported.category)
  if (charge.category !== 'unknown' && theirs !== charge.category) return { is: 'disagrees', on: 'category' }
  if (charge.otherConversation !== null) return { is: 'disagrees', on: 'conversation' }
  return charge.type === 'regular' && reported.billable === false
    ? { is: 'disagrees', on: 'type' }
    : { is: 'agrees' }
}

const byMessage = (charge: Charge, reported: ReportedPricing): Agreement => {
  const theirs = normalCategory(reported.category)
  const inEntryPoint = theirs === 'referral_conversion' && charge.type === 'free_entry_point'
  if (!inEntryPoint && charge.category !== 'unknown' && theirs !== charge.category)
    return { is: 'disagrees', on: 'category' }
  return isSameType(charge, reported) ? { is: 'agrees' } : { is: 'disagrees', on: 'type' }
}

const isSameType = (charge: Charge, { type, subtype, billable }: ReportedPricing): boolean => {
  if (type === undefined) return billable === undefined || billable === (charge.type === 'regular')
  const theirs = type === 'free_group_customer_service' ? 'free_customer_service' : type
  if (theirs === charge.type) return subtype !== 'paid_exempt' || charge.type !== 'regular'
  return charge.type === 'not_charged' && (theirs !== 'regular' || subtype === 'paid_exempt')
}
