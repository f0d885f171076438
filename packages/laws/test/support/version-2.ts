import type { Event } from '@guichet/core'
import type { AccountSettings, EventJson, MessageJson, Reply, Request } from '../../src/index.ts'
import { essenceOf } from '../../src/reading/essence.ts'
import { readingCopy } from '../../src/reading/subject.ts'
import { eventToJson, horizonHours, iso } from '../../src/story.ts'
import { coreSubject } from './core-subject.ts'

/** Noon of a day on which the newest rulebook is in force; histories count from it. */
export const noon: number = Date.UTC(2026, 10, 10, 12)
export const SECOND = 1000
export const HOUR: number = 3600 * SECOND
export const DAY: number = 24 * HOUR

export const key = { phoneNumberId: '100', customer: '4915550100001' }

type Of<T extends Event['type']> = Extract<Event, { readonly type: T }>

let happened = 0
/** An event so long after noon; of the thread unless another is named. */
export const happens = <T extends Event['type']>(
  type: T,
  after: number,
  fields: Partial<Of<T>> & { readonly id?: string } = {},
): EventJson => {
  const { id = `e${happened++}`, ...rest } = fields
  const isOfThread = !accountTypes.has(type)
  const event = { type, id, at: noon + after, ...(isOfThread ? key : {}), ...rest }
  return eventToJson(event as Event)
}

const accountTypes: ReadonlySet<string> = new Set([
  'template-changed',
  'templates-listed',
  'messaging-limit-changed',
  'throughput-changed',
  'account-restricted',
  'account-released',
  'group-changed',
])

export const writes = (after: number, more: Partial<Of<'customer-messaged'>> = {}): EventJson =>
  happens('customer-messaged', after, { kind: 'text', ...more })

export const sends = (after: number, more: Partial<Of<'business-messaged'>> = {}): EventJson =>
  happens('business-messaged', after, { content: { kind: 'template', name: 'hi', language: 'en' }, ...more })

export const service: MessageJson = { kind: 'service' }
export const utility: MessageJson = { kind: 'template', name: 'hi', language: 'en', category: 'utility' }
export const marketing: MessageJson = { kind: 'template', name: 'hi', language: 'en', category: 'marketing' }
export const call: MessageJson = { kind: 'call' }
export const request = (by: 'service' | 'template'): MessageJson => ({ kind: 'call-permission-request', by })

/** What the reading copy answers in version 2, so long after noon. */
export const answer = (
  events: readonly EventJson[],
  message: MessageJson,
  after: number,
  settings: AccountSettings & { readonly timeZone?: string } = {},
  thread: { readonly phoneNumberId: string; readonly customer: string } = key,
): Reply => {
  const requests: readonly Request[] = [
    { op: 'reset', rulebook: 'auto', timeZone: 'UTC', horizonHours, ...settings },
    { op: 'absorb', events },
    { op: 'ask', ...thread, at: iso(noon + after), message },
  ]
  const replies = readingCopy.answer(requests)
  const [begun, told, said] = replies
  if (begun?.ok !== true || told?.ok !== true || said === undefined) throw new Error(JSON.stringify(replies))
  const [copy, core] = [said, coreSubject.answer(requests)[2]].map((one) => essenceOf('ask', one, 2))
  if (copy !== core) throw new Error(`copy ${copy}\ncore ${core}`)
  return said
}

/** So long after noon, as the wire writes it. */
export const after = (milliseconds: number): string => iso(noon + milliseconds)

/** So many messages, one a millisecond from an instant on. */
export const burst = (count: number, from: number): readonly EventJson[] =>
  Array.from({ length: count }, (_, index) => sends(from + index, { content: { kind: 'service' } }))

export const restricted = (
  restriction:
    | 'business-initiated-messages'
    | 'replies'
    | 'all-messages'
    | 'direct-send-utility'
    | 'business-initiated-calls',
  at: number,
  until?: number,
  more: object = {},
): EventJson =>
  happens('account-restricted', at, {
    account: 'A',
    restriction,
    ...(until === undefined ? {} : { until: noon + until }),
    ...more,
  })

export const codes = (
  events: readonly EventJson[],
  message: MessageJson,
  at: number,
  settings: object = {},
  thread: { phoneNumberId: string; customer: string } = key,
): string => {
  const reply = answer(events, message, at, settings, thread)
  return reply['answer'] === 'allowed'
    ? 'allowed'
    : (JSON.stringify(reply['reasons'])
        .match(/"code":"[^"]+"/g)
        ?.map((code) => code.slice(8, -1))
        .join(' ') ?? '')
}

export const other = { customer: '4915550100002' }
export const delivered = (message: string, at: number, more: object = {}): EventJson =>
  happens('message-status', at, { message, status: 'delivered', ...more })
export const failed = (message: string, at: number, errorCode: number, more: object = {}): EventJson =>
  happens('message-status', at, { message, status: 'failed', errorCode, ...more })
