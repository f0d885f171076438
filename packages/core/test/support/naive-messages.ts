import {
  DAY,
  HOUR,
  type Content,
  type Event,
  type Instant,
  type MessageStatus,
  type ReportedConversation,
  type ThreadEvent,
} from '../../src/index.ts'

/**
 * What the facts of one thread say of its messages, its window and its templates: the ground on which
 * `naive-bill.ts` charges. Written from the positions, over whole lists.
 */
export interface NaiveMessage {
  readonly id: string
  readonly sentAt: Instant
  readonly deliveredAt: Instant | null
  readonly failed: boolean
  /** What was sent, where the log has it. */
  readonly body: Content | null
  /** What Meta says in all statuses together; of each part its last word. */
  readonly report: {
    readonly model?: string
    readonly category?: string
    readonly type?: string
    readonly id?: string
    readonly origin?: string
    readonly expiresAt?: Instant
  }
}

const orderOfStatuses = ['sent', 'delivered', 'read', 'played', 'failed']

/** The messages of one thread's facts. A read or played tells nothing of when a message was sent. */
export const naiveMessages = (facts: readonly ThreadEvent[]): readonly NaiveMessage[] => {
  const traces = facts
    .filter((fact) => fact.type === 'business-messaged' || fact.type === 'message-status')
    .sort((a, b) => a.at - b.at || rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
  const ids = [...new Set(traces.map(wamid))]
  return ids.flatMap((id) => {
    const first = traces.find((trace) => wamid(trace) === id && !isReading(trace))
    if (first === undefined) return []
    const sentAt = first.at
    const fates = traces
      .filter((trace) => wamid(trace) === id && trace.type === 'message-status' && trace.status !== 'sent')
      .map((trace) => trace.at)
      .filter((at) => at >= sentAt)
    // No more is learned 30 days after the sending, nor a day after the first that became of it.
    const end = Math.min(sentAt + 30 * DAY, Math.min(...fates) + DAY)
    const heard = traces.filter((trace) => wamid(trace) === id && sentAt <= trace.at && trace.at <= end)
    const statuses = heard.filter((trace) => trace.type === 'message-status')
    const body = heard.findLast((trace) => trace.type === 'business-messaged')
    return [
      {
        id,
        sentAt,
        deliveredAt:
          statuses.find(({ status }) => ['delivered', 'read', 'played'].includes(status))?.at ?? null,
        failed: statuses.some(({ status }) => status === 'failed'),
        body: body?.content ?? null,
        report: statuses.reduce(
          (known, status) => ({ ...known, ...status.pricing, ...conversationIn(status) }),
          {},
        ),
      },
    ]
  })
}

/** Meta's word on the conversation; an end that is no more than a minute after the status is none. */
const conversationIn = ({ at, conversation }: MessageStatus): Partial<ReportedConversation> => {
  const { expiresAt, ...rest } = conversation ?? {}
  return expiresAt === undefined || expiresAt <= at + 60_000 ? rest : { ...rest, expiresAt }
}

const wamid = (trace: ThreadEvent): string => (trace.type === 'message-status' ? trace.message : trace.id)
const rank = (trace: ThreadEvent): number =>
  trace.type === 'message-status' ? 1 + orderOfStatuses.indexOf(trace.status) : 0
const isReading = (trace: ThreadEvent): boolean =>
  trace.type === 'message-status' && (trace.status === 'read' || trace.status === 'played')

/** Is the customer service window open? Calls open it from 15 July 2025 on, where messages are charged. */
export const naiveWindow = (
  facts: readonly ThreadEvent[],
  at: Instant,
  callsCountFrom: (call: Instant) => boolean,
): boolean =>
  facts.some(
    (fact) =>
      fact.at <= at &&
      at < fact.at + 24 * HOUR &&
      ((fact.type === 'customer-messaged' && !silent.has(fact.kind)) ||
        ((fact.type === 'customer-called' || fact.type === 'business-call-accepted') &&
          callsCountFrom(fact.at))),
  )

/** Kinds that say nothing new: they open no window. */
const silent = new Set(['reaction', 'reaction-removed', 'edit', 'revoke', 'system', 'request_welcome'])

/** Does Meta say that the message went inside a free entry point? */
export const saysFree = ({ report }: NaiveMessage): boolean =>
  report.type === 'free_entry_point' ||
  report.category === 'referral_conversion' ||
  report.origin === 'referral_conversion'

/** What it was, and its category: the body tells, else Meta. */
export const whatItWas = (
  message: NaiveMessage,
  windowWasOpen: boolean,
  events: readonly Event[],
): { readonly kind: Content['kind']; readonly category: string } => {
  const kind = message.body?.kind ?? kindByReport(message, windowWasOpen)
  const own = kind === 'template' ? templateCategory(message, events) : 'service'
  const reported = spelled(message.report.category ?? '')
  return { kind, category: finer.has(`${own} ${reported}`) ? reported : own }
}

const kindByReport = ({ report }: NaiveMessage, windowWasOpen: boolean): Content['kind'] => {
  const category = spelled(report.category ?? '')
  if (['service', 'group_service', 'general_purpose_ai'].includes(category)) return 'service'
  const namesMessage = templates.has(category)
  if (report.model === 'PMP' && namesMessage) return 'template'
  return windowWasOpen && !namesMessage ? 'service' : 'template'
}

const templateCategory = ({ body, sentAt, report }: NaiveMessage, events: readonly Event[]): string => {
  const named = body?.kind === 'template' ? body : null
  const registered = events
    .filter((event) => event.type === 'template-changed')
    .filter((event) => event.name === named?.name && event.at <= sentAt && event.category !== undefined)
    .sort((a, b) => a.at - b.at)
    .at(-1)?.category
  const reported = report.category === undefined ? '' : spelled(report.category)
  return spelled(registered ?? named?.category ?? (templates.has(reported) ? reported : 'unknown'))
}

const spelled = (category: string): string => category.toLowerCase().replaceAll('-', '_')

/** The categories that only a template has. */
const templates = new Set([
  'marketing',
  'marketing_lite',
  'utility',
  'authentication',
  'authentication_international',
  'group_marketing',
  'group_utility',
])

/** Where Meta's word is finer than ours. */
const finer = new Set([
  'marketing marketing_lite',
  'marketing group_marketing',
  'utility group_utility',
  'authentication authentication_international',
  'service group_service',
  'service general_purpose_ai',
])
