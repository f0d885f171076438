import type { ThreadKey } from '@guichet/core'
import type { Basis } from './basis.ts'

/** What to say beside an answer: what was not read, and ids that do not occur. */
export const warningsOf = (
  basis: Pick<Basis, 'name' | 'phoneNumbers' | 'isKnown' | 'unread'>,
  thread: ThreadKey,
): readonly string[] =>
  [basis.unread > 0 ? unreadInWords(basis.unread) : null, strangerInWords(basis, thread)].flatMap(
    (warning) => warning ?? [],
  )

const unreadInWords = (parts: number): string =>
  parts === 1
    ? '1 part of the log was not read; guichet audit names it'
    : `${parts} parts of the log were not read; guichet audit names them`

/** Without this warning, a mistyped id gets a confident answer about an unknown customer. */
const strangerInWords = (
  { name, phoneNumbers, isKnown }: Pick<Basis, 'name' | 'phoneNumbers' | 'isKnown'>,
  { phoneNumberId, customer }: ThreadKey,
): string | null => {
  const verb = name === 'the logs' ? { hold: 'hold', know: 'they know' } : { hold: 'holds', know: 'it knows' }
  if (phoneNumbers.includes(phoneNumberId))
    return isKnown ? null : `${name} ${verb.hold} nothing of ${customer} at ${phoneNumberId}`
  const known =
    phoneNumbers.length === 0 ? '' : `; ${verb.know} ${[...phoneNumbers].sort().slice(0, 5).join(', ')}`
  return `${name} ${verb.hold} nothing of phone number ${phoneNumberId}${known}`
}
