import type { Settings, ThreadKey } from '@guichet/core'

/** The business's number. */
export const phoneNumberId = '100000000000001'
export const account = '200000000000001'

/** Whose the business's number is. */
export const owned: Settings['phoneNumbers'] = { [phoneNumberId]: { account } }

/** The two between whom it is played. */
export const players: ThreadKey = { phoneNumberId, customer: '33639980001' }
