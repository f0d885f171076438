import type { Cell } from './cell.ts'
import { readAnswer } from './model/answer.ts'
import { keyOf, type Thread } from './model/thread.ts'
import type { Client } from './server/client.ts'
import { queueOf } from './server/queue.ts'
import type { State } from './state.ts'

export interface AskParts {
  readonly client: Client
  readonly state: Cell<State>
  /** A clock that never goes back, in milliseconds. */
  readonly steady: () => number
}

/**
 * How long an answer is reused, in milliseconds: it may change by itself, as the month's free messages are
 * used up.
 */
const answerLasts = 60_000
const afterFailure = 15_000
/** How many answers are kept. */
const mostRemembered = 5000

/**
 * Asks whether a service message may be sent, for visible threads, a few at a time. Callers may name a thread
 * any number of times: it asks only if the answer is missing or old, and waits after a failure.
 */
export const asker = ({ client, state, steady }: AskParts): ((thread: Thread) => void) => {
  const queue = queueOf(4)
  const asked = new Set<string>()
  const last = new Map<string, { readonly until: number; readonly wasAnswered: boolean }>()

  const isDue = (name: string): boolean => {
    if (asked.has(name)) return false
    const before = last.get(name)
    if (before === undefined || steady() >= before.until) return true
    return before.wasAnswered && !state.value().answers.has(name)
  }

  return (thread) => {
    const name = keyOf(thread)
    if (!isDue(name)) return
    asked.add(name)
    queue.add(name, async () => {
      const { phoneNumberId, customer } = thread
      const reply = await client.post('/ask', { phoneNumberId, customer, message: { kind: 'service' } })
      const answer = reply.is === 'ok' ? readAnswer(reply.body) : null
      asked.delete(name)
      if (last.size >= mostRemembered) last.clear()
      last.set(name, {
        until: steady() + (answer === null ? afterFailure : answerLasts),
        wasAnswered: answer !== null,
      })
      if (answer !== null)
        state.update((before) => ({ ...before, answers: new Map(before.answers).set(name, answer) }))
    })
  }
}
