import {
  DAY,
  type CustomerMessaged,
  type Event,
  type Instant,
  type MessageStatus,
  type ReportedPricing,
  type SettingsInput,
} from '../../src/index.ts'
import { key, origin } from '../support/names.ts'

/** Facts of one account in their order of arrival, over days or weeks. */
export interface GoldenHistory {
  readonly title: string
  readonly settings?: SettingsInput
  readonly arrivals: readonly Event[]
}

export const [phone, userId, otherUser]: readonly [string, string, string] = ['15550100001', 'US.1', 'US.3']

export const days = (day: number): Instant => origin + Math.round(day * DAY)
export const says = (
  id: string,
  day: number,
  customer: string = phone,
  aliases?: readonly string[],
): CustomerMessaged => ({
  type: 'customer-messaged',
  id,
  at: days(day),
  kind: 'text',
  ...key,
  customer,
  ...(aliases === undefined ? {} : { aliases }),
})
export const clicks = (id: string, day: number): Event => ({
  type: 'customer-messaged',
  id,
  at: days(day),
  kind: 'text',
  entryPoint: { source: 'ad' },
  ...key,
})
export const sends = (id: string, day: number, customer: string = phone, category?: string): Event => ({
  type: 'business-messaged',
  id,
  at: days(day),
  content:
    category === undefined ? { kind: 'service' } : { kind: 'template', name: 'a', language: 'fr', category },
  ...key,
  customer,
})
export const status = (
  message: string,
  day: number,
  name: MessageStatus['status'],
  more: Partial<MessageStatus> = {},
): Event => ({
  type: 'message-status',
  id: `${message}/${name}`,
  at: days(day),
  message,
  status: name,
  ...key,
  ...more,
})
export const delivered = (message: string, day: number, customer: string = phone): Event =>
  status(message, day, 'delivered', { customer })
export const stops = (id: string, day: number, customer: string = phone): Event => ({
  type: 'marketing-preference',
  id,
  at: days(day),
  value: 'stop',
  ...key,
  customer,
})
export const becomes = (day: number, previous: string, current: string): Event => ({
  type: 'customer-renamed',
  id: `r${day}`,
  at: days(day),
  ...key,
  customer: previous,
  previous,
  current,
})
export const paid = (category: string, type?: string): ReportedPricing => ({
  model: 'PMP',
  category,
  ...(type === undefined ? {} : { type }),
})

export const approved = (id: string, day: number): Event => ({
  type: 'template-changed',
  id,
  at: days(day),
  name: 'a',
  language: 'fr',
  status: 'APPROVED',
})
