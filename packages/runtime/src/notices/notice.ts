import { toIso, type Instant, type ThreadKey } from '@guichet/core'
import { lanesOfCustomer, ofNoCustomer } from '../forwarding/parcel.ts'

/** The events of the gateway itself that are handed on. */
export const noticeKinds = [
  'window-closing',
  'window-closed',
  'refused',
  'outcome-known',
  'entry-point-waiting',
  'restricted',
  'limit-near',
  'template-paused',
] as const

export type NoticeKind = (typeof noticeKinds)[number]

/** Something that the gateway knows and Meta's webhooks do not say. */
export interface Notice {
  readonly type: NoticeKind
  /** When it happened. */
  readonly at: Instant
  /** Tells it from all others of its type: what has the same name is the same, and is handed on once. */
  readonly name: readonly unknown[]
  /** As in `ParcelWords`. */
  readonly lanes: readonly string[]
  /** The members beside `type`, `id` and `at`; instants in ISO 8601. */
  readonly says: Readonly<Record<string, unknown>>
}

/** A thread, and all ids of its customer, so that what names them otherwise waits, too. */
export interface ThreadNamed extends ThreadKey {
  readonly ids?: readonly string[]
}

const ofThread = ({ phoneNumberId, customer, ids = [] }: ThreadNamed) => ({
  lanes: lanesOfCustomer(phoneNumberId, [customer, ...ids]),
  thread: { phoneNumberId, customer },
})

/** The customer service window closes soon. */
export const windowClosing = (of: ThreadNamed, at: Instant, closesAt: Instant): Notice => {
  const { lanes, thread } = ofThread(of)
  const name = [thread.phoneNumberId, thread.customer, closesAt]
  return { type: 'window-closing', at, name, lanes, says: { ...thread, closesAt: toIso(closesAt) } }
}

/** The customer service window is closed. */
export const windowClosed = (of: ThreadNamed, closedAt: Instant): Notice => {
  const { lanes, thread } = ofThread(of)
  const name = [thread.phoneNumberId, thread.customer, closedAt]
  const says = { ...thread, closedAt: toIso(closedAt) }
  return { type: 'window-closed', at: closedAt, name, lanes, says }
}

/** The customer came by an ad or the page's button, and an answer until then makes the conversation free. */
export const entryPointWaiting = (of: ThreadNamed, at: Instant, replyBy: Instant): Notice => {
  const { lanes, thread } = ofThread(of)
  const name = [thread.phoneNumberId, thread.customer, replyBy]
  return { type: 'entry-point-waiting', at, name, lanes, says: { ...thread, replyBy: toIso(replyBy) } }
}

/** What refused a message. */
export type RefusedBy =
  | { readonly by: 'rules'; readonly reasons: readonly string[]; readonly explanation: string }
  | { readonly by: 'whatsapp'; readonly code: number | null; readonly explanation: string }

/** A message was to be sent and was not. */
export const refused = (
  of: ThreadNamed,
  at: Instant,
  { key, content, attempt }: { readonly key: string; readonly content: string; readonly attempt: string },
  by: RefusedBy,
): Notice => {
  const { lanes, thread } = ofThread(of)
  const says = { ...thread, idempotencyKey: key, content, ...by }
  return { type: 'refused', at, name: [attempt], lanes, says }
}

/** What became of a message whose caller was not told when it was handed in. */
export const outcomeKnown = (
  of: ThreadNamed,
  at: Instant,
  about: {
    /** Names the message: that of an entry of the outbox, or that of an intent. */
    readonly name: readonly string[]
    readonly key: string
    readonly outbox: string | null
    readonly outcome: string
    readonly wamid: string | null
    /** Further members. */
    readonly more?: Readonly<Record<string, unknown>>
  },
): Notice => {
  const { lanes, thread } = ofThread(of)
  const { name, key, outbox, outcome, wamid, more = {} } = about
  const says = { ...thread, idempotencyKey: key, outbox, outcome, message: wamid, ...more }
  return { type: 'outcome-known', at, name: [...name, outcome], lanes, says }
}

/** WhatsApp restricts an account or one of its phone numbers. */
export const restricted = (
  at: Instant,
  name: string,
  says: {
    readonly account: string
    readonly phoneNumberId: string | null
    readonly restriction: string
    readonly until: string | null
  },
): Notice => ({ type: 'restricted', at, name: [name], lanes: ofNoCustomer, says })

/** WhatsApp paused a template. */
export const templatePaused = (
  at: Instant,
  says: { readonly account: string | null; readonly name: string; readonly language: string },
): Notice => ({
  type: 'template-paused',
  at,
  name: [says.account, says.name, says.language, at],
  lanes: ofNoCustomer,
  says: { account: says.account, template: { name: says.name, language: says.language } },
})

/** Most of a messaging limit is used. Once a day of UTC for each phone number and limit. */
export const limitNear = (
  phoneNumberId: string,
  at: Instant,
  { limit, used }: { readonly limit: number; readonly used: number },
): Notice => ({
  type: 'limit-near',
  at,
  name: [phoneNumberId, limit, toIso(at).slice(0, 10)],
  lanes: ofNoCustomer,
  says: { phoneNumberId, limit, used },
})
