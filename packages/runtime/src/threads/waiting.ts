import type { Instant, Thread, ThreadEvent } from '@guichet/core'

/** What customers send that is no word of theirs: nobody waits for an answer to it. */
const silent: ReadonlySet<string> = new Set(['reaction', 'edit', 'revoke', 'system'])

/**
 * Since when the customer waits for an answer, after one more event; `null` where the last word is the business's.
 * `before`: since when until now. `isNewest`: nothing that is known happened after it.
 */
export const waitingAfter = (
  event: ThreadEvent,
  before: Instant | null,
  thread: Thread,
  isNewest: boolean,
): Instant | null => {
  switch (event.type) {
    case 'customer-messaged':
      if (silent.has(event.kind)) return before
      return isNewest ? (before ?? event.at) : waitingSinceOf(thread, before)
    case 'business-messaged':
      return isNewest && isWord(event.content) ? null : waitingSinceOf(thread, before)
    case 'message-status':
      // What failed was no answer, and a status may show an answer that nothing else showed.
      return event.status === 'failed' || before !== null ? waitingSinceOf(thread, before) : before
    default:
      return before
  }
}

/**
 * The same from all that is known: the first word of the customer's after the last one of the business's that did not
 * fail. At one instant the customer wrote first. A wait that began before the oldest event that is kept goes on.
 */
export const waitingSinceOf = ({ facts }: Thread, before: Instant | null): Instant | null => {
  const sent = new Map<string, Sent>()
  const words: Instant[] = []
  let oldest = Infinity
  for (let rest = facts; rest !== null; rest = rest.earlier) {
    const { event } = rest
    oldest = Math.min(oldest, event.at)
    if (event.type === 'customer-messaged' && !silent.has(event.kind)) words.push(event.at)
    if (event.type === 'business-messaged')
      note(sent, event.id, { at: event.at, isWord: isWord(event.content), hasFailed: false })
    if (event.type === 'message-status')
      note(sent, event.message, { at: event.at, isWord: true, hasFailed: event.status === 'failed' })
  }
  const answers = [...sent.values()].filter(({ isWord: is, hasFailed }) => is && !hasFailed)
  const answered = Math.max(-Infinity, ...answers.map(({ at }) => at))
  const since = Math.min(Infinity, ...words.filter((at) => at > answered))
  const isOlder = before !== null && before < oldest && answered === -Infinity
  if (isOlder) return before
  return since === Infinity ? null : since
}

/** A message of the business: when it was sent at the latest, and what became of it. */
interface Sent {
  readonly at: Instant
  readonly isWord: boolean
  readonly hasFailed: boolean
}

const note = (sent: Map<string, Sent>, message: string, { at, isWord: is, hasFailed }: Sent): void => {
  const known = sent.get(message)
  sent.set(message, {
    at: Math.min(at, known?.at ?? at),
    isWord: is && (known?.isWord ?? true),
    hasFailed: hasFailed || (known?.hasFailed ?? false),
  })
}

const isWord = ({ kind }: { readonly kind: string }): boolean => kind !== 'reaction'
