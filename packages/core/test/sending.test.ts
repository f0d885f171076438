import { expect, test } from 'vitest'
import { HOUR, engine, type Event, type MessageStatus, type Thread, type ThreadEvent } from '../src/index.ts'
import { emptyThread, sendingOf } from '../src/store.ts'
import { key, origin } from './support/names.ts'

const sent = (id: string, hour: number): ThreadEvent => ({
  type: 'business-messaged',
  id,
  at: origin + hour * HOUR,
  content: { kind: 'service' },
  ...key,
})
const told = (message: string, status: MessageStatus['status'], hour: number): MessageStatus => ({
  type: 'message-status',
  id: `${message}/${status}`,
  message,
  status,
  at: origin + hour * HOUR,
  ...key,
})
/** The customer's message and the template's change bear the wamid of the message by mistake. */
const says = (id: string, hour: number): ThreadEvent => ({
  type: 'customer-messaged',
  id,
  at: origin + hour * HOUR,
  kind: 'text',
  ...key,
})
const of = (...facts: readonly ThreadEvent[]): Thread => {
  const subject = engine()
  return facts.reduce(
    (thread, event: Event & ThreadEvent) => subject.thread.absorb(thread, event).thread,
    emptyThread,
  )
}

test.each<[string, readonly ThreadEvent[], number]>([
  ['nothing else is known: with its status', [], 9],
  ['its acceptance is known', [sent('w', 5)], 5],
  ['an earlier status is known', [told('w', 'sent', 6), told('w', 'delivered', 7)], 6],
  ['both are known: the earliest counts', [sent('w', 5), told('w', 'sent', 4), told('w', 'delivered', 7)], 4],
  ['only later ones are known: with its status', [told('w', 'read', 10)], 9],
  ['other messages say nothing of it', [sent('v', 1), told('v', 'sent', 2), says('w', 3)], 9],
  ['nor do they where its own is known', [sent('v', 1), told('v', 'sent', 2), says('w', 3), sent('w', 5)], 5],
])('when the message of a status was sent, where %s', (_what, facts, hour) => {
  expect(sendingOf(of(...facts), told('w', 'failed', 9))).toBe(origin + hour * HOUR)
})
