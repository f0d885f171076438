import type { Settings, ThreadKey } from '@guichet/core'

/** The business's number. */
export const phoneNumberId = '100000000000001'
export const account = '200000000000001'

/** Whose the business's number is. */
export const owned: Settings['phoneNumbers'] = { [phoneNumberId]: { account } }

/** The two between whom a chat is played. */
export const players: ThreadKey = { phoneNumberId, customer: '33639980001' }

/** The group that is played, and the business in it. */
export const group: ThreadKey = { phoneNumberId, customer: 'Y2FwaV9ncm91cDoxNTU1MDEw' }

/** Somebody in the group. */
export interface Member {
  readonly code: 'amelie' | 'ravi' | 'wanjiru'
  readonly name: string
  readonly country: string
  readonly phone: string
}

/** Those who are in the group at first, each of another country, for each is charged by the rate of it (GRP-5). */
export const members: readonly Member[] = [
  { code: 'amelie', name: 'Amélie', country: 'France', phone: '33639980001' },
  { code: 'ravi', name: 'Ravi', country: 'India', phone: '919800000001' },
  { code: 'wanjiru', name: 'Wanjiru', country: 'Kenya', phone: '254712345678' },
]
