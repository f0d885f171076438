import { HOUR, type Event, type Instant, type Question, type SettingsInput } from '../../src/index.ts'
import { key } from '../support/names.ts'

/** A story that is told in full: what holds, and what is answered, at some of its hours. */
export interface GoldenStory {
  readonly title: string
  /** Local midnight of this date is hour 0, in the zone that is named, or UTC. */
  readonly from: string
  /** In the words of the tables. */
  readonly story: string
  /** What those words cannot say. */
  readonly more?: readonly ((zero: Instant) => Event)[]
  readonly settings?: SettingsInput
  readonly hours: readonly number[]
  readonly questions?: readonly Question[]
  /** How much of the free tier is used, where the thread alone is asked. */
  readonly tierUsed?: number
  /** Is all of the story known already at each hour? Otherwise what happened until then. */
  readonly isOver?: true
  /** The id that is asked for. */
  readonly customer?: string
}

export type More = (zero: Instant) => Event

const happens =
  <A extends object>(hour: number, what: A) =>
  (zero: Instant): A & { readonly id: string; readonly at: Instant } => ({
    id: `e${hour}`,
    at: zero + hour * HOUR,
    ...what,
  })

export const writes = (hour: number, kind: string): More =>
  happens(hour, { type: 'customer-messaged' as const, kind, ...key })
export const accepts = (hour: number): More =>
  happens(hour, { type: 'business-call-accepted' as const, ...key })
export const prefers = (hour: number, value: 'stop' | 'resume'): More =>
  happens(hour, { type: 'marketing-preference' as const, value, ...key })
export const becomes = (hour: number, current: string): More =>
  happens(hour, { type: 'customer-renamed' as const, previous: key.customer, current, ...key })
export const template = (
  hour: number,
  name: string,
  language: string,
  status?: string,
  category?: string,
): More =>
  happens(hour, {
    type: 'template-changed' as const,
    name,
    language,
    ...(status === undefined ? {} : { status }),
    ...(category === undefined ? {} : { category }),
  })

export const service: Question = { kind: 'service' }
export const reaction: Question = { kind: 'reaction' }
export const named = (name: string, language?: string, category?: string): Question => ({
  kind: 'template',
  name,
  ...(language === undefined ? {} : { language }),
  ...(category === undefined ? {} : { category }),
})
export const promo = named('promo', 'fr', 'marketing')
export const update = named('update', 'en', 'utility')
