import { userIdOf } from './contacts.ts'
import { type Cursor, report, emit } from './cursor.ts'
import { describe, isObject } from './json.ts'
import { instantOf, whyNoInstant } from './seconds.ts'

/** Reads one of `user_id_update[]` (SHAPE-23): the business-scoped user id was replaced (ID-5). */
export const readUserIdUpdate = (cursor: Cursor, update: unknown): void => {
  if (!isObject(update)) return report(cursor, `not an update but ${describe(update)}`)
  const ids = isObject(update.user_id) ? update.user_id : undefined
  const previous = userIdOf(ids?.previous)
  const current = userIdOf(ids?.current)
  if (previous === undefined || current === undefined)
    return report(cursor, 'the update does not name both the previous and the current user id')
  if (previous === current) return report(cursor, 'the previous and the current user id are the same')
  const at = instantOf(update.timestamp)
  if (at === undefined) return report(cursor, whyNoInstant('timestamp', update.timestamp))
  emit(cursor, {
    type: 'customer-renamed',
    id: `${previous}/${current}/${at / 1000}`,
    at,
    phoneNumberId: cursor.phoneNumberId,
    customer: previous,
    previous,
    current,
  })
}
