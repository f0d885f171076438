import { storableId } from '../text.ts'

/** Marks what WhatsApp echoes as ours; a business may use the same field for its own purposes elsewhere. */
const prefix = 'guichet:'

/** What a message carries, so that its statuses lead back to the intent. */
export const callbackDataOf = (intentId: string): string => prefix + intentId

/** The intent that a status speaks of, as a store can hold it; `null` for somebody else's data. */
export const intentIdIn = (callbackData: string): string | null =>
  callbackData.startsWith(prefix) ? storableId(callbackData.slice(prefix.length)) : null
