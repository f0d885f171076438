import { readContent, type Content } from './content.ts'
import { fieldsOf, instantOf, readAll, textOf, type Fields, type Instant } from './json.ts'

/** A message that is under way, or of unknown outcome. */
export interface Intent {
  readonly phoneNumberId: string
  readonly recipient: string
  /** The sender's idempotency key. */
  readonly key: string
  readonly claimedAt: Instant | null
  readonly content: Content | null
  readonly isUnknown: boolean
  /** Why its outcome is unknown, if the server says so. */
  readonly reason: string | null
}

const readIntent = (fields: Fields): Intent | null => {
  const phoneNumberId = textOf(fields['phoneNumberId'])
  const recipient = textOf(fields['recipient'])
  const key = textOf(fields['key'])
  const state = fieldsOf(fields['state'])
  if (phoneNumberId === null || recipient === null || key === null) return null
  return {
    phoneNumberId,
    recipient,
    key,
    claimedAt: instantOf(fields['claimedAt']),
    content: readContent(fields['content']),
    isUnknown: state['is'] === 'unknown',
    reason: textOf(state['reason']),
  }
}

export const readIntents = (json: unknown): readonly Intent[] =>
  readAll(fieldsOf(json)['intents'], readIntent)
