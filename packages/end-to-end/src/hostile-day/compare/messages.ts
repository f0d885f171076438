import { DAY, toIso, type JudgedMessage } from '@guichet/core'
import type { Fate, Truth } from '@guichet/emulator'
import type { Disagreements } from './disagreements.ts'
import type { Told } from './threads.ts'

/** Compares what became of every message; counts them by fate. */
export const compareMessages = (
  { messages }: Truth,
  told: Told,
  found: Disagreements,
): Readonly<Record<string, number>> => {
  const fates: Record<string, number> = {}
  for (const { message, customer, fate, since, errorCode } of messages) {
    fates[fate] = (fates[fate] ?? 0) + 1
    const own = told.messages.get(message)
    const seen = own === undefined ? 'not known' : fateOf(own)
    const should = isToldTooLate(fate, since, own)
      ? expected.delivered(toIso(own?.deliveredAt ?? 0), null)
      : expected[fate](since, errorCode)
    if (seen !== should) found.add('fate', `${message} to ${customer}: gateway ${seen}, WhatsApp ${should}`)
  }
  const known = new Set(messages.map(({ message }) => message))
  for (const { id } of told.messages.values())
    // What WhatsApp refused is kept under a name of our own.
    if (!known.has(id) && !id.startsWith('refused:')) found.add('fate', `${id} is no message of WhatsApp's`)
  return fates
}

/**
 * A message's history ends a day after its first final status (core's rules page); later reads are ignored.
 * When it was delivered is compared with its charge.
 */
const isToldTooLate = (fate: Fate, since: string, own: JudgedMessage | undefined): boolean =>
  fate === 'read' && Date.parse(since) > (own?.deliveredAt ?? Infinity) + DAY

const fateOf = ({ failedAt, errorCode, readAt, deliveredAt }: JudgedMessage): string => {
  const dated = (word: string, at: number): string => `${word} at ${new Date(at).toISOString()}`
  if (failedAt !== null) return `${dated('failed', failedAt)} with ${errorCode}`
  if (readAt !== null) return dated('read', readAt)
  return deliveredAt === null ? 'under way' : dated('delivered', deliveredAt)
}

/** What WhatsApp's statuses say: a message that waits, expires or is dropped has none. */
const expected: Readonly<Record<Fate, (since: string, code: number | null) => string>> = {
  accepted: () => 'under way',
  held: () => 'under way',
  sent: () => 'under way',
  waiting: () => 'under way',
  expired: () => 'under way',
  dropped: () => 'under way',
  delivered: (since) => `delivered at ${since}`,
  read: (since) => `read at ${since}`,
  failed: (since, code) => `failed at ${since} with ${code}`,
}
