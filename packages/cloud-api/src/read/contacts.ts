import { wordIn } from './optional.ts'
import { idOf, isDigits, isList, isObject } from './json.ts'

/** One of `contacts[]`: the ids and the profile of one customer (SHAPE-1). */
export interface Contact {
  readonly phone: string | undefined
  readonly userId: string | undefined
  readonly name: string | undefined
  readonly username: string | undefined
}

/** The `contacts[]` of one change; `byId` once a scan would be too slow. */
export interface Contacts {
  readonly all: readonly Contact[]
  readonly byId: ReadonlyMap<string, Contact> | undefined
}

/** Where a change names no contacts. */
export const noContacts: Contacts = { all: [], byId: undefined }

const LONGEST_SCAN = 8

/** Reads `contacts[]`; a contact without an id is left out. */
export const contactsOf = (u: unknown): Contacts => {
  if (!isList(u) || u.length === 0) return noContacts
  const all: Contact[] = []
  for (const contact of u) {
    if (!isObject(contact)) continue
    const phone = phoneOf(contact.wa_id)
    const userId = userIdOf(contact.user_id) ?? userIdWithin(contact.wa_id)
    if (phone === undefined && userId === undefined) continue
    const profile = isObject(contact.profile) ? contact.profile : undefined
    all.push({ phone, userId, name: wordIn(profile?.name), username: wordIn(profile?.username) })
  }
  return { all, byId: all.length > LONGEST_SCAN ? indexOf(all) : undefined }
}

const indexOf = (all: readonly Contact[]): ReadonlyMap<string, Contact> => {
  const byId = new Map<string, Contact>()
  for (const contact of all) {
    if (contact.phone !== undefined && !byId.has(contact.phone)) byId.set(contact.phone, contact)
    if (contact.userId !== undefined && !byId.has(contact.userId)) byId.set(contact.userId, contact)
  }
  return byId
}

/**
 * The contact of the customer who is known by these ids: one that shares an id. Where no id is known at
 * all, the only contact there is.
 */
export const contactOf = (
  contacts: Contacts,
  phone: string | undefined,
  userId: string | undefined,
): Contact | undefined => {
  const { all, byId } = contacts
  if (byId !== undefined) return lookUp(byId, userId) ?? lookUp(byId, phone)
  if (userId !== undefined) for (const contact of all) if (contact.userId === userId) return contact
  if (phone !== undefined) for (const contact of all) if (contact.phone === phone) return contact
  // A body may name several people: ids that no contact shares may belong to somebody else.
  return phone === undefined && userId === undefined && all.length === 1 ? all[0] : undefined
}

const lookUp = (byId: ReadonlyMap<string, Contact>, id: string | undefined): Contact | undefined =>
  id === undefined ? undefined : byId.get(id)

/** A phone number without its `+` and without spaces; no business-scoped user id in its place. */
export const phoneOf = (u: unknown): string | undefined => {
  const id = idOf(u)
  if (id === undefined) return undefined
  if (isDigits(id)) return id
  if (isUserId(id)) return undefined
  if (id.charCodeAt(0) !== PLUS && !/\s/.test(id)) return id
  const bare = id.replace(/\s+/g, '').replace(/^\+/, '')
  return bare === '' ? undefined : bare
}

const PLUS = 43
const DOT = 46

/** Two letters and a dot: no phone number looks like this (ID-1). */
const isUserId = (id: string): boolean => id.charCodeAt(2) === DOT

/** A business-scoped user id; the parent one names the user to other businesses too, and is no key (ID-2). */
export const userIdOf = (u: unknown): string | undefined => {
  const id = idOf(u)
  return id === undefined || id.startsWith('ENT.', 3) ? undefined : id
}

/** A business-scoped user id where a phone number was due. */
export const userIdWithin = (u: unknown): string | undefined =>
  typeof u === 'string' && isUserId(u) ? userIdOf(u) : undefined
