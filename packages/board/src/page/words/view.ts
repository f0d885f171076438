import type { Instant } from '../model/json.ts'
import type { ThreadView } from '../model/view.ts'
import type { Telling } from './answer.ts'
import { durationInWords } from './time.ts'
import { plainly } from './text.ts'

/** What holds in a thread, a sentence each. */
export const viewInWords = (view: ThreadView, now: Instant, telling: Telling): readonly string[] => [
  phaseInWords(view, now, telling),
  ...(view.conversation === null ? ['No conversation is open.'] : [conversationInWords(view, telling)]),
  ...(view.entryPoint === null ? [] : [entryPointInWords(view, now, telling)]),
]

const phaseInWords = ({ phase, thread }: ThreadView, now: Instant, { until, when }: Telling): string => {
  const closesAt = thread.windowClosesAt
  if (phase === 'open' && closesAt !== null && closesAt > now)
    return `The customer service window is open until ${until(closesAt)}: anything may be sent.`
  if (phase === 'awaiting-customer')
    return 'A template went out and the customer has not answered yet: only templates may be sent.'
  return closesAt === null
    ? 'The customer has opened no service window: only templates may be sent.'
    : `The customer service window closed ${when(Math.min(closesAt, now))}: only templates may be sent.`
}

const conversationInWords = ({ conversation }: ThreadView, { until }: Telling): string => {
  if (conversation === null) return ''
  const { initiatedBy, startedAt, closesAt } = conversation
  const duration = closesAt === null ? '' : ` until ${until(closesAt)}`
  const pending = startedAt === null ? ' It starts with our first answer.' : ''
  return `A ${plainly(initiatedBy)}-initiated conversation is open${duration}.${pending}`
}

const entryPointInWords = ({ entryPoint }: ThreadView, now: Instant, { until }: Telling): string => {
  if (entryPoint?.replyBy != null)
    return `The customer came through a free entry point: answer within ${durationInWords(entryPoint.replyBy - now)}, and 72 hours are free.`
  return entryPoint?.closesAt == null
    ? 'A free entry point is open.'
    : `A free entry point is open: messages are free until ${until(entryPoint.closesAt)}.`
}
