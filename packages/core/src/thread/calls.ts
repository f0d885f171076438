import type { CallEnded, CallPermissionChanged, ThreadEvent } from '../event/event.ts'
import { DAY, type Duration, type Instant } from '../time/instant.ts'

/** What a thread's past says of calls of the business (CALL-9 to CALL-14). */
export interface Calls {
  /** The permission that was given last, in force or over; `null` where none was, or where it was taken back. */
  readonly permission: Permission | null
  /** When the last permission ended before its time; `null` while none did. */
  readonly endedAt: Instant | null
  /** Calls of the business in a row that nobody picked up. */
  readonly unanswered: number
  /** When calls of the business were picked up, oldest first; as many as any limit counts. */
  readonly connected: readonly Instant[]
  /** Requests for permission since the last call that was picked up, oldest first; those of a week. */
  readonly requests: readonly CallRequest[]
}

export interface Permission {
  readonly at: Instant
  /** `null`: permanent. */
  readonly until: Instant | null
}

export interface CallRequest {
  /** The wamid of the message that carries it. */
  readonly id: string
  readonly at: Instant
}

/** No event says anything of calls. */
export const noCalls: Calls = { permission: null, endedAt: null, unanswered: 0, connected: [], requests: [] }

/** How long a temporary permission lasts where WhatsApp names no end (CALL-11). */
const permissionLength: Duration = 7 * DAY
/** After so many unanswered calls in a row WhatsApp takes the permission back (CALL-14). */
export const mostUnanswered = 4
/** No limit counts more calls than this (CALL-9). */
const mostConnected = 100
/** So long a request counts (CALL-13). */
const requestMemory: Duration = 7 * DAY

/** Was a permission ever given or refused? */
export const isPermissionKnown = ({ permission, endedAt }: Calls): boolean =>
  permission !== null || endedAt !== null

/** Is a permission in force at an instant? */
export const isPermitted = ({ permission }: Calls, at: Instant): boolean =>
  permission !== null && (permission.until === null || at < permission.until)

/** When the last permission ended; `null` where none ended by then. */
export const permissionEndedAt = ({ permission, endedAt }: Calls, at: Instant): Instant | null => {
  if (permission === null) return endedAt
  return permission.until !== null && permission.until <= at ? permission.until : null
}

/** The customer, or WhatsApp, gives permission or takes it back. */
const afterPermission = (calls: Calls, event: CallPermissionChanged): Calls => {
  const { at } = event
  if (event.permission === 'none') {
    const endedAt = permissionEndedAt(calls, at) ?? at
    return { ...calls, permission: null, endedAt }
  }
  const end = event.permission === 'permanent' ? null : (event.until ?? at + permissionLength)
  const twin = calls.permission?.at === at ? calls.permission.until : null
  // Of two permissions of one instant the shorter one is believed.
  const until = end === null ? twin : twin === null ? end : Math.min(end, twin)
  return { ...calls, permission: { at, until }, endedAt: null, unanswered: 0 }
}

/** A call is over. */
const afterCall = (calls: Calls, { at, direction, connected }: CallEnded): Calls => {
  if (connected)
    return {
      ...calls,
      unanswered: 0,
      requests: [],
      connected: direction === 'business' ? [...calls.connected, at].slice(-mostConnected) : calls.connected,
    }
  if (direction === 'user') return calls
  const unanswered = calls.unanswered + 1
  return unanswered >= mostUnanswered && isPermitted(calls, at)
    ? { ...calls, unanswered, permission: null, endedAt: at }
    : { ...calls, unanswered }
}

/** The business asks for permission. */
const afterRequest = (calls: Calls, request: CallRequest): Calls => ({
  ...calls,
  requests: [...calls.requests.filter(({ at }) => at > request.at - requestMemory), request],
})

/** Did the message with that wamid fail, as far as the facts say? */
export type HasFailed = (wamid: string) => boolean

/** After an event of the thread; most say nothing of calls. */
export const callsAfter = (calls: Calls, event: ThreadEvent, hasFailed: HasFailed): Calls => {
  switch (event.type) {
    case 'call-permission-changed':
      return afterPermission(calls, event)
    case 'call-ended':
      return afterCall(calls, event)
    case 'call-permission-requested':
      return hasFailed(event.id) ? calls : afterRequest(calls, event)
    default:
      return calls
  }
}

/** The message with that wamid failed: if it carried a request, the request is forgotten (POS-40). */
export const withoutRequest = (calls: Calls, wamid: string): Calls =>
  calls.requests.some(({ id }) => id === wamid)
    ? { ...calls, requests: calls.requests.filter(({ id }) => id !== wamid) }
    : calls

/** What two threads of one customer say together. */
export const bothCalls = (a: Calls, b: Calls): Calls => {
  if (a === noCalls) return b
  if (b === noCalls) return a
  const later = lastWord(b) >= lastWord(a) ? b : a
  return {
    ...later,
    connected: [...a.connected, ...b.connected].sort((one, other) => one - other).slice(-mostConnected),
    requests: [...a.requests, ...b.requests].sort((one, other) => one.at - other.at),
  }
}

const lastWord = ({ permission, endedAt }: Calls): Instant =>
  Math.max(permission?.at ?? -Infinity, endedAt ?? -Infinity)
