import type { Instant } from '@guichet/core'
import { phoneOf, userIdOf } from './contacts.ts'
import { type Cursor, report, emit } from './cursor.ts'
import type { Identity } from './identity.ts'
import { isObject, textOf } from './json.ts'

/** What a `system` message says about the customer's new ids (SHAPE-15, ID-5, ID-11). */
export const readRenaming = (
  cursor: Cursor,
  system: unknown,
  message: string,
  at: Instant,
  old: Identity | undefined,
): void => {
  if (!isObject(system)) return
  const type = textOf(system.type, 512)
  // The encryption keys changed; the customer's ids did not.
  if (type === 'customer_identity_changed') return
  const phone = phoneOf(system.wa_id)
  const userId = userIdOf(system.user_id)
  if (phone === undefined && userId === undefined) {
    if (type !== undefined && changes.has(type))
      report(cursor, 'the system message names no new id of the customer', type, '.system')
    return
  }
  const renamings = renamingsOf(old, phone, userId)
  if (renamings.length === 0)
    return report(cursor, 'the system message names no id that was replaced', type, '.system')
  for (const { previous, current, suffix } of renamings)
    emit(cursor, {
      type: 'customer-renamed',
      id: `${message}/${suffix}`,
      at,
      phoneNumberId: cursor.phoneNumberId,
      customer: previous,
      previous,
      current,
    })
}

const changes: ReadonlySet<string> = new Set(['user_changed_number', 'user_changed_user_id'])

interface Renaming {
  readonly previous: string
  readonly current: string
  readonly suffix: string
}

/** Phone to phone and user id to user id; across the two only where nothing else is known. */
const renamingsOf = (
  old: Identity | undefined,
  phone: string | undefined,
  userId: string | undefined,
): readonly Renaming[] => {
  const found: Renaming[] = []
  const add = (previous: string | undefined, current: string | undefined, suffix: string): void => {
    if (previous !== undefined && current !== undefined && previous !== current)
      found.push({ previous, current, suffix })
  }
  add(old?.phone, phone, 'renamed')
  add(old?.userId, userId, 'renamed-user-id')
  if (found.length > 0) return found
  if (phone === undefined && old?.userId === undefined) add(old?.phone, userId, 'renamed')
  if (userId === undefined && old?.phone === undefined) add(old?.userId, phone, 'renamed')
  return found
}
