import { isRight, parseEvent, type Event } from '@guichet/core'
import { readWebhook, type Unread } from '@guichet/cloud-api'
import { readOutbound, type OutboundRecord } from './outbound.ts'

/** The kind of one JSON text of an input. */
export type Record =
  | {
      readonly is: 'webhook'
      readonly events: readonly Event[]
      readonly unread: readonly Unread[]
      /** The webhook body, if it was one level down. */
      readonly inner?: object
    }
  | { readonly is: 'event'; readonly events: readonly Event[]; readonly unread: readonly Unread[] }
  | { readonly is: 'outbound'; readonly outbound: OutboundRecord }
  | { readonly is: 'nothing'; readonly unread: readonly Unread[] }

/** Reads a JSON text: a webhook body, an event, an outbound record, or an unknown text. */
export const readRecord = (text: string): Record => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return nothing(`not JSON: ${excerpt(text)}`)
  }
  return classify(value)
}

/** The webhook body by itself; `null` for one that is too deep to be serialised. */
export const webhookBodyOf = ({ inner }: { readonly inner?: object }, text: string): string | null => {
  if (inner === undefined) return text
  try {
    return JSON.stringify(inner)
  } catch {
    return null
  }
}

/** Says what a JSON value is, by its shape. */
export const classify = (value: unknown): Record => {
  if (!isObject(value)) return nothing(`must be a JSON object, but is ${describe(value)}`)
  if ('entry' in value || 'object' in value) return { is: 'webhook', ...readWebhook(value) }
  if ('request' in value && 'response' in value) {
    const outbound = readOutbound(value)
    return 'request' in outbound ? { is: 'outbound', outbound } : { is: 'nothing', unread: outbound.unread }
  }
  const wrapped = unwrap(value)
  if (wrapped !== null) return wrapped
  if (typeof value['type'] === 'string') {
    const event = parseEvent(value)
    return isRight(event)
      ? { is: 'event', events: [event.right], unread: [] }
      : { is: 'nothing', unread: event.left }
  }
  return nothing('neither a webhook body, nor an event, nor an outbound record')
}

/** The keys under which loggers put the body. */
const wrappers = ['body', 'payload', 'webhook', 'event', 'message', 'msg'] as const

/** A webhook body one level down, as an object or as text: `{"time", "body": {…}}`. */
const unwrap = (value: { readonly [key: string]: unknown }): Record | null => {
  for (const key of wrappers) {
    const inner = bodyOf(value[key])
    if (inner === null) continue
    const { events, unread } = readWebhook(inner)
    const below = unread.map(({ path, reason }) => ({ path: `$.${key}${path.slice(1)}`, reason }))
    return { is: 'webhook', events, unread: below, inner }
  }
  return null
}

const bodyOf = (value: unknown): object | null => {
  if (typeof value === 'string' && value.startsWith('{') && value.includes('"entry"')) {
    try {
      return bodyOf(JSON.parse(value))
    } catch {
      return null
    }
  }
  return isObject(value) && Array.isArray(value['entry']) ? value : null
}

const nothing = (reason: string): Record => ({ is: 'nothing', unread: [{ path: '$', reason }] })

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const describe = (value: unknown): string =>
  Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`

const excerpt = (text: string): string => {
  const start = text.trim().slice(0, 40)
  return start.length < text.trim().length ? `${start}…` : start
}
