import type { GroupChanged } from '@guichet/core'
import { type Cursor, type Draft, handOver, report } from './cursor.ts'
import { eventId } from './event-id.ts'
import { describe, idOf, isAbsent, isList, isObject, shorten, textOf } from './json.ts'
import { instantOf, whyNoInstant } from './seconds.ts'

/** Reads one of `groups[]` (GRP-7): a group may be written to, or not. */
export const readGroup = (cursor: Cursor, change: unknown): void => {
  if (!isObject(change)) return report(cursor, `not a change of a group but ${describe(change)}`)
  const type = textOf(change.type, LONGEST_TYPE)
  if (type === undefined) return report(cursor, `the type of the group's change is ${describe(change.type)}`)
  const meaning = meanings.get(type)
  if (meaning === undefined)
    return report(cursor, reasons.get(type) ?? `change of a group not known today: ${shorten(type)}`, type)
  // A webhook about participants has been seen that calls itself a creation.
  if (cursor.field !== meaning.field)
    return report(cursor, `${type} under ${shorten(cursor.field)}: says nothing of the group itself`, type)
  if (hasErrors(change.errors)) return report(cursor, `${type} that failed: the group is as it was`, type)
  const group = idOf(change.group_id)
  if (group === undefined) return report(cursor, 'the change has no valid id of a group', type)
  const at = instantOf(change.timestamp)
  if (at === undefined) return report(cursor, whyNoInstant('timestamp', change.timestamp), type)
  const { phoneNumberId, account } = cursor
  const { state } = meaning
  const id = eventId('group', account ?? '', phoneNumberId, group, state, at / 1000)
  const event: Draft<GroupChanged> = { type: 'group-changed', id, at, phoneNumberId, group, state }
  if (account !== undefined) event.account = account
  handOver(cursor, event)
}

const LONGEST_TYPE = 512

const hasErrors = (errors: unknown): boolean => (isList(errors) ? errors.length > 0 : !isAbsent(errors))

interface Meaning {
  readonly field: string
  readonly state: GroupChanged['state']
}

/** Only these change what may be sent, each under its own field. */
const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['group_create', { field: 'group_lifecycle_update', state: 'active' }],
  ['group_delete', { field: 'group_lifecycle_update', state: 'deleted' }],
  ['group_suspend', { field: 'group_status_update', state: 'suspended' }],
  ['group_suspend_cleared', { field: 'group_status_update', state: 'active' }],
])

const participants = 'who is in the group, or wants to be: does not change whether it may be written to'

const reasons: ReadonlyMap<string, string> = new Map([
  ['group_participants_add', participants],
  ['group_add_participants', participants],
  ['group_participants_remove', participants],
  ['group_remove_participants', participants],
  ['group_join_request_created', participants],
  ['group_join_request_revoked', participants],
  ['group_settings_update', "the group's name or picture: does not change whether it may be written to"],
])
