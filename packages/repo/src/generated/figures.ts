import { engine, HOUR, MINUTE, type Instant, type ThreadEvent } from '@guichet/core'
import { drawTimeline } from '@guichet/timeline'

/** A history drawn as core judges it. */
export interface Figure {
  readonly name: string
  readonly title: string
  /** What to see in it; for screen readers, too. */
  readonly description: string
  readonly events: readonly ThreadEvent[]
}

/** Monday, 5 October 2026, at midnight in UTC: hour 0 of the histories. */
const monday = Date.UTC(2026, 9, 5)

/** An instant of a history: hours, and minutes after them. */
const hour = (hours: number, minutes = 0): Instant => monday + hours * HOUR + minutes * MINUTE

const thread = { phoneNumberId: '100000000000001', customer: '33639980001' }

const writes = (at: Instant): ThreadEvent => ({
  ...thread,
  type: 'customer-messaged',
  id: `wamid.customer.${at}`,
  at,
  kind: 'text',
})

const replies = (at: Instant): ThreadEvent => ({
  ...thread,
  type: 'business-messaged',
  id: `wamid.reply.${at}`,
  at,
  content: { kind: 'service' },
})

const sendsTemplate = (at: Instant): ThreadEvent => ({
  ...thread,
  type: 'business-messaged',
  id: `wamid.template.${at}`,
  at,
  content: { kind: 'template', name: 'order_ready', language: 'en', category: 'utility' },
})

/** A reply that WhatsApp refuses, as it does outside the window. */
const isRefused = (at: Instant): readonly ThreadEvent[] => {
  const reply = replies(at)
  const failed = { ...thread, type: 'message-status', message: reply.id, status: 'failed' } as const
  return [reply, { ...failed, id: `${reply.id}.failed`, at: at + 1_000, errorCode: 131_047 }]
}

/** The three figures of time: user-initiated, business-initiated, customer service window. */
export const figures: readonly Figure[] = [
  {
    name: 'user-initiated',
    title: 'User-initiated conversation: the customer writes first',
    description:
      'The customer writes on Monday at 09:00, the business responds at 15:00. The customer service window is open from 09:00 for 24 hours. The conversation is pending until the first response, starts with it, and closes 24 hours after it.',
    events: [writes(hour(9)), replies(hour(15))],
  },
  {
    name: 'business-initiated',
    title: 'Business-initiated conversation: an approved template comes first',
    description:
      'The business sends a template on Monday at 09:00, and the customer does not answer: its conversation closes after 24 hours. A new template on Tuesday at 12:00 opens a new conversation, and no window. The customer answers at 18:00: the customer service window opens, and the business replies freely. Both close on Wednesday at 18:00. The customer writes on Thursday at 09:00: a user-initiated conversation begins.',
    events: [
      sendsTemplate(hour(9)),
      sendsTemplate(hour(36)),
      writes(hour(42)),
      replies(hour(42, 30)),
      replies(hour(57)),
      writes(hour(81)),
      replies(hour(83)),
    ],
  },
  {
    name: 'customer-service-window',
    title: 'Customer service window: each customer message restarts the 24 hours',
    description:
      'The customer writes on Monday at 09:00 and at 21:00, and on Tuesday at 15:00: the window restarts each time and closes on Wednesday at 15:00. A template on Wednesday at 09:00 does not extend it. A reply on Wednesday at 15:01 is refused. The customer writes on Thursday at 12:00, and the window opens again.',
    events: [
      writes(hour(9)),
      replies(hour(10)),
      writes(hour(21)),
      writes(hour(39)),
      replies(hour(40)),
      sendsTemplate(hour(57)),
      ...isRefused(hour(63, 1)),
      writes(hour(84)),
      replies(hour(85)),
    ],
  },
]

/** Draws a figure by the rules in force on its days. */
export const drawFigure = ({ title, description, events }: Figure): string =>
  drawTimeline(events, { engine: engine(), title, description, theme: 'auto' })
