import { type Contact, type Contacts, contactOf, phoneOf, userIdOf, userIdWithin } from './contacts.ts'

/** The ids of a customer: the one that keys the thread, and the others (ID-8). */
export interface Identity {
  /** The business-scoped user id where it is known, else the phone number. */
  readonly customer: string
  readonly aliases: readonly string[] | undefined
  readonly phone: string | undefined
  readonly userId: string | undefined
  /** Who the body says that this is. */
  readonly contact: Contact | undefined
}

/** The customer with this phone number and this user id; one of them may be missing (ID-4). */
export const identify = (contacts: Contacts, rawPhone: unknown, rawUserId: unknown): Identity | undefined => {
  const ownPhone = phoneOf(rawPhone)
  const ownUserId = userIdOf(rawUserId) ?? userIdWithin(rawPhone)
  const contact = contactOf(contacts, ownPhone, ownUserId)
  const phone = ownPhone ?? contact?.phone
  const userId = ownUserId ?? contact?.userId
  if (userId === undefined)
    return phone === undefined ? undefined : { customer: phone, aliases: undefined, phone, userId, contact }
  return { customer: userId, aliases: aliasesOf(phone, contact?.phone), phone, userId, contact }
}

/** The canonical number of the contact may differ from the message's by a prefix digit (ID-10). */
const aliasesOf = (phone: string | undefined, canonical: string | undefined): string[] | undefined => {
  if (phone === undefined) return undefined
  return canonical === undefined || canonical === phone ? [phone] : [phone, canonical]
}
