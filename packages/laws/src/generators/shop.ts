import type { Content, Event, Instant } from '@guichet/core'
import { day } from '../reading/calendar.ts'

const template = (name: string, category: string): Content => ({
  kind: 'template',
  name,
  language: 'en_US',
  category,
})

/** The templates of the business. */
export const shop: Readonly<Record<'promo' | 'order' | 'otp', Content>> = {
  promo: template('promo', 'marketing'),
  order: template('order', 'utility'),
  otp: template('otp', 'authentication'),
}

const changed =
  (id: string, name: string, fromTurn: number, status: string | undefined, category?: string) =>
  (turn: Instant): Event => ({
    type: 'template-changed',
    id,
    at: turn + fromTurn,
    name,
    language: 'en_US',
    ...(status === undefined ? {} : { status }),
    ...(category === undefined ? {} : { category }),
  })

/** What may become of the templates around the turn: approvals long before it, pauses and new categories at it. */
export const registrations: ((turn: Instant) => Event)[] = [
  changed('t1', 'order', -40 * day, 'APPROVED', 'UTILITY'),
  changed('t2', 'promo', -40 * day, 'APPROVED', 'MARKETING'),
  changed('t3', 'otp', -2 * day, 'APPROVED', 'AUTHENTICATION'),
  changed('t4', 'promo', 0, 'PAUSED'),
  changed('t5', 'promo', 6 * 60 * 60 * 1000, 'REINSTATED'),
  changed('t6', 'order', 1, undefined, 'MARKETING'),
  changed('t7', 'otp', day, 'DISABLED'),
]
