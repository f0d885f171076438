import fc from 'fast-check'
import type { Content, Event, Instant, ReportedPricing } from '@guichet/core'
import type { Key } from '../protocol.ts'
import { day, hour } from '../reading/calendar.ts'
import { shop } from './shop.ts'
import { after, aroundDeadlines, waits, type Stage, type Wait } from './stage.ts'

/** Where a chapter begins. */
export interface Opening {
  readonly at: Instant
  readonly stage: Stage
  readonly thread: Key
  /** Begins the ids of its events. */
  readonly prefix: string
}

/** A scene between the business and one customer: what happens, and when the next may begin. */
export type Chapter = (opening: Opening) => { readonly events: readonly Event[]; readonly endsAt: Instant }

const minute = 60 * 1000

/** How long a business takes to reply: minutes, the next morning, or just not in time. */
const replies: fc.Arbitrary<Wait> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Wait[]>(minute, 5 * minute, hour) },
  { weight: 3, arbitrary: fc.constantFrom<Wait[]>(24 * hour - 1, 24 * hour, 24 * hour + 1) },
  { weight: 1, arbitrary: fc.integer({ min: 8 * hour, max: 16 * hour }) },
)

/** How soon it is delivered: in seconds, when the phone is on again, at midnight; or never. */
const deliveries: fc.Arbitrary<Wait | null> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom<Wait[]>(2000, 0, minute) },
  { weight: 1, arbitrary: fc.constantFrom<Wait[]>(9 * hour, 24 * hour, 3 * day) },
  { weight: 1, arbitrary: fc.record({ fromTurn: fc.constantFrom(0, -1, 1) }) },
  { weight: 1, arbitrary: fc.constant(null) },
)

interface Sending {
  readonly delivered: Wait | null
  readonly read: boolean
  /** A failure, so long after the sending; seldom after a delivery. */
  readonly failed: number | null
  /** Does the log hold what was sent? */
  readonly isLogged: boolean
  readonly isReported: boolean
}

const sendings: fc.Arbitrary<Sending> = fc.record({
  delivered: deliveries,
  read: fc.boolean(),
  failed: fc.oneof(
    { weight: 9, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(0, 1000, hour, 20 * hour, day + 2000) },
  ),
  isLogged: fc.constantFrom(true, true, true, false),
  isReported: fc.boolean(),
})

/** A message of the business and what becomes of it. */
const sent = (
  content: Content,
  how: Sending,
  id: string,
  at: Instant,
  { thread, stage }: Opening,
): readonly Event[] => {
  const isLogged = how.isLogged || !how.isReported
  const pricing = how.isReported ? { pricing: pricingOf(content, at, stage) } : {}
  const status = (word: 'sent' | 'delivered' | 'read' | 'failed', when: Instant): Event => ({
    type: 'message-status',
    id: `${id}/${word}`,
    at: when,
    ...thread,
    message: id,
    status: word,
    ...(word === 'failed' ? { errorCode: 131026 } : pricing),
  })
  const deliveredAt = how.delivered === null ? null : after(at, how.delivered, stage)
  return [
    ...(isLogged ? [{ type: 'business-messaged' as const, id, at, ...thread, content }] : []),
    ...(isLogged ? [] : [status('sent', at)]),
    ...(deliveredAt === null ? [] : [status('delivered', deliveredAt)]),
    ...(deliveredAt === null || !how.read ? [] : [status('read', deliveredAt + 40_000)]),
    ...(how.failed === null ? [] : [status('failed', at + how.failed)]),
  ]
}

/** Until June 2025 Meta told the conversation's category, since then the message's. */
const pricingOf = (content: Content, at: Instant, { rulebook, turn }: Stage): ReportedPricing => {
  const category = content.kind === 'template' ? (content.category ?? 'utility') : 'service'
  const isByMessage = rulebook === 'auto' ? at >= Date.UTC(2025, 6, 1) && turn > 0 : rulebook >= '2025-07-01'
  return { model: isByMessage ? 'PMP' : 'CBP', category, billable: category !== 'service' }
}

const written = (id: string, at: Instant, thread: Key, kind: string, ad: boolean): Event => {
  const event = { type: 'customer-messaged' as const, id, at, ...thread, kind }
  return ad ? { ...event, entryPoint: { source: 'ad' } } : event
}

/** A customer writes, once or in a burst, and may be answered. */
const talk = (ad: boolean): fc.Arbitrary<Chapter> =>
  fc
    .record({
      pause: waits,
      kinds: fc.array(fc.constantFrom('text', 'image', 'text', 'reaction'), { minLength: 1, maxLength: 3 }),
      reply: fc.option(fc.tuple(replies, answers, sendings), { freq: 5 }),
    })
    .map(({ pause, kinds, reply }) => (opening) => {
      const begins = after(opening.at, pause, opening.stage)
      const burst = kinds.map((kind, index) =>
        written(
          `${opening.prefix}c${index}`,
          begins + index * 20_000,
          opening.thread,
          index === 0 ? (ad ? 'text' : kind) : kind,
          ad && index === 0,
        ),
      )
      if (reply === null) return { events: burst, endsAt: begins + kinds.length * 20_000 }
      const [wait, content, how] = reply
      const at = after(begins, wait, opening.stage)
      return {
        events: [...burst, ...sent(content, how, `${opening.prefix}s`, at, opening)],
        endsAt: Math.max(at, begins + kinds.length * 20_000),
      }
    })

const answers: fc.Arbitrary<Content> = fc.constantFrom<Content[]>(
  { kind: 'service' },
  { kind: 'service' },
  { kind: 'service' },
  { kind: 'reaction' },
  shop.order,
  shop.promo,
)

/** The business begins: a campaign, an order's news, a code. The customer may come back to it. */
const notice: fc.Arbitrary<Chapter> = fc
  .record({
    pause: waits,
    content: fc.constantFrom<Content[]>(shop.promo, shop.order, shop.order, shop.otp),
    how: sendings,
    comesBack: fc.option(fc.constantFrom(minute, hour, ...aroundDeadlines), { freq: 2 }),
  })
  .map(({ pause, content, how, comesBack }) => (opening) => {
    const at = after(opening.at, pause, opening.stage)
    const events = sent(content, how, `${opening.prefix}t`, at, opening)
    return comesBack === null
      ? { events, endsAt: at }
      : {
          events: [...events, written(`${opening.prefix}a`, at + comesBack, opening.thread, 'button', false)],
          endsAt: at + comesBack,
        }
  })

/** The customer calls, accepts a call, or has had enough of marketing; or WhatsApp tells something by itself. */
const aside: fc.Arbitrary<Chapter> = fc
  .tuple(
    waits,
    fc.constantFrom(
      'call' as const,
      'accepts' as const,
      'notice' as const,
      'stop' as const,
      'resume' as const,
    ),
  )
  .map(([pause, what]) => ({ at: before, stage, thread, prefix }) => {
    const at = after(before, pause, stage)
    const happened = { id: `${prefix}x`, at, ...thread }
    const event: Event =
      what === 'call'
        ? { type: 'customer-called', ...happened }
        : what === 'accepts'
          ? { type: 'business-call-accepted', ...happened }
          : what === 'notice'
            ? { type: 'customer-messaged', ...happened, kind: 'system' }
            : { type: 'marketing-preference', ...happened, value: what }
    return { events: [event], endsAt: at }
  })

/** Any chapter; the simplest first. */
export const chapters: fc.Arbitrary<Chapter> = fc.oneof(
  { weight: 5, arbitrary: talk(false) },
  { weight: 3, arbitrary: talk(true) },
  { weight: 5, arbitrary: notice },
  { weight: 2, arbitrary: aside },
)
