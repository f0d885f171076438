import { callbackDataOf } from '@guichet/runtime'

/** Meta accepts 512 characters; the gateway needs some of them for the id of the intent, a UUID. */
export const longestCallbackData: number = 512 - callbackDataOf('-'.repeat(36), '').length

export const isCallbackData = (u: unknown): u is string =>
  typeof u === 'string' && u.length <= longestCallbackData
