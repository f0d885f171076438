import { customerId } from '@guichet/core'
import { isObject } from '../read/json.ts'

/** The part of a message's body that names the recipient (ID-8). */
export type Address =
  | { readonly recipient_type: 'individual'; readonly to: string }
  | { readonly recipient_type: 'individual'; readonly recipient: string }
  | { readonly recipient_type: 'group'; readonly to: string }

/**
 * How to address a customer in a message's body: a business-scoped user id such as `FR.123` as `recipient`,
 * a phone number as `to`, a group as `to` with its own type (ID-1, GRP-2).
 */
export const addressOf = (customer: string): Address => {
  if (/^[A-Z]{2}\./.test(customer)) return { recipient_type: 'individual', recipient: customer }
  const to = customerId(customer)
  return /^\d+$/.test(to) ? { recipient_type: 'individual', to } : { recipient_type: 'group', to }
}

/** The recipient of a message's body; `null` if it names none. Of both keys, `to` wins, as with Meta. */
export const customerOf = (body: unknown): string | null => {
  if (!isObject(body)) return null
  const id = textIn(body.to) ?? textIn(body.recipient)
  return id === null ? null : customerId(id)
}

const textIn = (u: unknown): string | null =>
  typeof u === 'string' && u !== '' ? u : typeof u === 'number' ? String(u) : null
