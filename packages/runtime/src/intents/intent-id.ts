import { digestOf } from '../text.ts'
import type { IntentKey } from '../store/rows.ts'

/**
 * The id of an intent follows from the request: so the same request finds it also after the phone number that it
 * names was handed on to somebody else, and the stores refuse two claims of it.
 */
export const intentIdOf = ({ phoneNumberId, recipient, key }: IntentKey): string =>
  digestOf(JSON.stringify([phoneNumberId, recipient, key])).slice(0, length)

/** As long as a UUID, which leaves the caller 467 of the 512 characters of callback data; 144 bits meet no twin. */
const length = 36
