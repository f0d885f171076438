import type { Instant } from '../model/json.ts'
import type { ThreadView } from '../model/view.ts'
import type { InstantFormat } from './answer.ts'
import { durationInWords } from './time.ts'
import { plainly } from './text.ts'

/** The state of a thread, in sentences. */
export const viewInWords = (view: ThreadView, now: Instant, format: InstantFormat): readonly string[] => [
  phaseInWords(view, now, format),
  ...(view.conversation === null ? ['No conversation is open.'] : [conversationInWords(view, format)]),
  ...(view.entryPoint === null ? [] : [entryPointInWords(view, now, format)]),
]

const phaseInWords = (
  { phase, thread }: ThreadView,
  now: Instant,
  { until, when }: InstantFormat,
): string => {
  const closesAt = thread.windowClosesAt
  if (phase === 'open' && closesAt !== null && closesAt > now)
    return `The customer service window is open until ${until(closesAt)}: any message is allowed.`
  if (phase === 'awaiting-customer')
    return 'The business sent a template, and the customer has not answered yet: only templates are allowed.'
  return closesAt === null
    ? 'The customer has opened no service window: only templates are allowed.'
    : `The customer service window closed ${when(Math.min(closesAt, now))}: only templates are allowed.`
}

const conversationInWords = ({ conversation }: ThreadView, { until }: InstantFormat): string => {
  if (conversation === null) return ''
  const { initiatedBy, startedAt, closesAt } = conversation
  const duration = closesAt === null ? '' : ` until ${until(closesAt)}`
  const pending = startedAt === null ? ' It starts with the first reply of the business.' : ''
  return `A ${plainly(initiatedBy)}-initiated conversation is open${duration}.${pending}`
}

const entryPointInWords = ({ entryPoint }: ThreadView, now: Instant, { until }: InstantFormat): string => {
  if (entryPoint?.replyBy != null)
    return (
      `The customer came through a free entry point: a reply within ${durationInWords(entryPoint.replyBy - now)} ` +
      'opens 72 free hours.'
    )
  return entryPoint?.closesAt == null
    ? 'A free entry point is open.'
    : `A free entry point is open: messages are free until ${until(entryPoint.closesAt)}.`
}
