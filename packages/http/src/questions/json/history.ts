import {
  toIso,
  type Conversation,
  type EntryPoint,
  type Fate,
  type Interval,
  type JudgedMessage,
  type MessageFate,
} from '@guichet/core'
import type { Priced } from '../../prices/json.ts'
import { isoOrNull, type Fieldset } from './thread.ts'

/** A message of the business, its statuses, what became of it, and the window when it was sent. */
export const messageToJson = (message: JudgedMessage, fate: MessageFate, priced: Priced = {}): Fieldset => ({
  message: message.id,
  sentAt: toIso(message.sentAt),
  content: message.content === null ? null : { ...message.content },
  ...fateToJson(message),
  fate: fate.is,
  insideWindow: message.insideWindow,
  ...priced,
  ...(message.shares === undefined
    ? {}
    : {
        participants: message.shares.map((share) => ({
          participant: share.participant,
          ...fateToJson(share),
        })),
      }),
})

const fateToJson = (fate: Fate): Fieldset => ({
  deliveredAt: isoOrNull(fate.deliveredAt),
  readAt: isoOrNull(fate.readAt),
  failedAt: isoOrNull(fate.failedAt),
  errorCode: fate.errorCode,
  reported: fate.pricing === null ? null : { ...fate.pricing },
})

export const conversationToJson = (conversation: Conversation): Fieldset => ({
  initiatedBy: conversation.initiatedBy,
  openedAt: toIso(conversation.openedAt),
  startedAt: isoOrNull(conversation.startedAt),
  closesAt: toIso(conversation.closesAt),
})

export const intervalToJson = ({ opensAt, closesAt }: Interval): Fieldset => ({
  opensAt: toIso(opensAt),
  closesAt: toIso(closesAt),
})

export const entryPointToJson = (entryPoint: EntryPoint): Fieldset => ({
  message: entryPoint.wamid,
  arrivedAt: toIso(entryPoint.arrivedAt),
  replyBy: toIso(entryPoint.replyBy),
  opensAt: isoOrNull(entryPoint.opensAt),
  closesAt: isoOrNull(entryPoint.closesAt),
  expiry: entryPoint.expiry,
})
