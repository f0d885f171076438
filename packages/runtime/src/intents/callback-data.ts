import { storableId } from '../text.ts'

/** Marks what WhatsApp echoes as ours; a business may use the same field for its own purposes elsewhere. */
const prefix = 'guichet:'

/**
 * What a message carries, so that its statuses lead back to the intent. Meta takes at most 512 characters;
 * what the caller wants echoed stands behind ours.
 */
export const callbackDataOf = (intentId: string, callersData?: string): string =>
  prefix + encodeURIComponent(intentId) + (callersData === undefined ? '' : `:${callersData}`)

/** The intent that a status speaks of, as a store can hold it; `null` for somebody else's data. */
export const intentIdIn = (callbackData: string): string | null => {
  if (!callbackData.startsWith(prefix)) return null
  const written = callbackData.slice(prefix.length).split(':', 1)[0] ?? ''
  try {
    return storableId(decodeURIComponent(written))
  } catch {
    // Nothing of ours: it looks like it, and is not.
    return storableId(written)
  }
}

/** What the caller wanted to be echoed, for readers of WhatsApp's statuses; `null` where that is nothing. */
export const callersDataIn = (callbackData: string): string | null => {
  if (!callbackData.startsWith(prefix)) return callbackData
  const end = callbackData.indexOf(':', prefix.length)
  return end === -1 ? null : callbackData.slice(end + 1)
}
