import type { CustomerMessaged, EntryPointOrigin } from '@guichet/core'
import { isKnownKind } from '@guichet/core/adapter'
import { isCallPermission, isCustomersAnswer, readPermission } from './call-permission.ts'
import { inboundOf } from './inbound.ts'
import { type Cursor, type Draft, report, emit } from './cursor.ts'
import { type Identity, identify } from './identity.ts'
import { type Json, describe, idOf, isAbsent, isObject, shorten, textOf } from './json.ts'
import { instantOf, whyNoInstant } from './seconds.ts'
import { readRenaming } from './system.ts'

/** Reads one of `messages[]` (SHAPE-1 to SHAPE-18): the customer sent something. */
export const readMessage = (cursor: Cursor, message: unknown): void => {
  if (!isObject(message)) return report(cursor, `not a message but ${describe(message)}`)
  const id = idOf(message.id)
  if (id === undefined) return report(cursor, 'the message has no valid id')
  const at = instantOf(message.timestamp)
  if (at === undefined) return report(cursor, whyNoInstant('timestamp', message.timestamp))
  const kind = kindOf(message)
  if (kind === undefined) return report(cursor, `the message's type is ${describe(message.type)}`)
  const sender = identify(cursor.contacts, message.from, message.from_user_id)
  const thread = isAbsent(message.group_id) ? sender?.customer : idOf(message.group_id)
  if (thread === undefined) return report(cursor, whyNobody(message, kind), kind)

  const event: Draft<CustomerMessaged> = {
    type: 'customer-messaged',
    id,
    at,
    phoneNumberId: cursor.phoneNumberId,
    customer: thread,
    kind,
  }
  const entryPoint = isAbsent(message.referral) ? undefined : entryPointOf(cursor, message.referral)
  if (entryPoint !== undefined) event.entryPoint = entryPoint
  const before = cursor.events.length
  emit(cursor, event, aliasesIn(thread, sender))
  if (cursor.events.length > before) cursor.messages.push(inboundOf(event, message, sender))
  if (message.type === 'system') readRenaming(cursor, message.system, id, at, sender)
  else if (message.type === 'interactive' && isCallPermission(message) && sender?.customer === thread)
    readPermission(cursor, message, event, sender)
  else if (!isKnownKind(kind)) report(cursor, `message type not known today: ${shorten(kind)}`, kind)
}

/** The thread of a group has no aliases (CSW-E6). */
const aliasesIn = (thread: string, sender: Identity | undefined): readonly string[] | undefined =>
  sender?.customer === thread ? sender.aliases : undefined

const LONGEST_KIND = 512

/** Meta's type, split where one type stands for two kinds of events (CSW-E8, CSW-E10, CSW-E16, HOOK-13). */
const kindOf = (message: Json): string | undefined => {
  const { type } = message
  switch (type) {
    case 'reaction':
      return hasEmoji(message.reaction) ? 'reaction' : 'reaction-removed'
    case 'unsupported':
    case 'unknown':
      return isEdit(message.unsupported) ? 'edit' : 'unsupported'
    case 'interactive':
      return isCallPermission(message) && !isCustomersAnswer(message) ? 'system' : 'interactive'
    default:
      return textOf(type, LONGEST_KIND)
  }
}

const hasEmoji = (reaction: unknown): boolean => isObject(reaction) && !isAbsent(reaction.emoji)

const isEdit = (unsupported: unknown): boolean => isObject(unsupported) && unsupported.type === 'edit'

const whyNobody = (message: Json, kind: string): string => {
  if (!isAbsent(message.group_id)) return `the group's id is ${describe(message.group_id)}`
  return kind === 'system'
    ? "the system message does not name the customer's previous id"
    : 'the message has no id of the customer'
}

/** Where the customer came from (FEP-12); a message may open a free entry point only with a known source. */
const entryPointOf = (cursor: Cursor, referral: unknown): EntryPointOrigin | undefined => {
  const source = isObject(referral) ? referral.source_type : undefined
  if (!isObject(referral) || (source !== 'ad' && source !== 'post' && source !== 'page')) {
    const word = typeof source === 'string' && source !== '' ? source : undefined
    report(cursor, `referral source not known today: ${shorten(word ?? describe(source))}`, word, '.referral')
    return undefined
  }
  const id = idOf(referral.source_id)
  return id === undefined ? { source } : { source, id }
}
