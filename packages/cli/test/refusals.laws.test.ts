import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, engine, isLeft, toIso, type Event, type Question } from '@guichet/core'
import { refusedDays, type RefusedDay, type Sending } from '../../core/test/support/refused-days.ts'
import { startAudit, type AuditResult } from '../src/index.ts'
import { holdsLater } from '../../core/test/support/check.ts'

const pure = engine()

const isAbout = (event: Event, { message }: Sending): boolean =>
  (event.type === 'message-status' && event.message === message) || event.id === message

const marketing: ReadonlySet<number> = new Set([130472, 131049, 131050, 131063])

/** What would have been asked, as far as the log shows what the message was. */
const questionOf = ({ content, asksToCall, failed }: Sending): Question => {
  if (asksToCall) return { kind: 'call-permission-request', by: 'service' }
  if (content !== null) return content
  const code = failed?.errorCode ?? 0
  if (code === 131047 || code === 470) return { kind: 'service' }
  return marketing.has(code)
    ? { kind: 'template', name: 'nobody knows', category: 'marketing' }
    : { kind: 'template', name: 'nobody knows' }
}

/** Does the pure engine refuse it, by all else that had happened when it was sent? */
const isRefused = ({ events }: RefusedDay, sending: Sending): boolean => {
  const then = events
    .filter((event) => event.at <= sending.at && !isAbout(event, sending))
    .reduce(pure.evolve, pure.initial)
  const answer = pure.ask(then, sending, questionOf(sending), sending.at)
  if (!isLeft(answer) || answer.left.answer !== 'refused') return false
  return answer.left.reasons.some(({ code }) => sending.content !== null || code !== 'template-unknown')
}

const audited = (events: readonly Event[]): AuditResult => {
  const audit = startAudit(engine())
  for (const [index, event] of events.entries())
    audit.take(JSON.stringify({ ...event, at: toIso(event.at), ...untilOf(event) }), 'log', index + 1)
  return audit.finish()
}

const untilOf = (event: Event): object =>
  'until' in event && event.until !== undefined ? { until: toIso(event.until) } : {}

interface Expected {
  readonly failed: readonly Sending[]
  readonly foreseen: readonly Sending[]
}

const expectedOf = (day: RefusedDay): Expected => {
  const failed = day.sends.filter((sending) => sending.failed !== null)
  return { failed, foreseen: failed.filter((sending) => isRefused(day, sending)) }
}

const messagesOf = (sends: readonly Sending[]): readonly string[] =>
  sends.map(({ message }) => message).sort()

const foreseenIn = ({ findings }: AuditResult): readonly string[] =>
  findings.flatMap(({ code, message }) => (code === 'refusal-foreseen' ? [message] : [])).sort()

/** Weeks in which the customers write again, so that what came before is settled and forgotten. */
const weeksAfter = ({ events, sends }: RefusedDay): readonly Event[] => {
  const end = events.at(-1)?.at ?? 0
  return [9, 20, 41, 80].flatMap((days) =>
    sends.map(({ phoneNumberId, customer }, index): Event => ({
      type: 'customer-messaged',
      id: `again ${days} ${index}`,
      at: end + days * DAY,
      kind: 'text',
      phoneNumberId,
      customer,
    })),
  )
}

/** A day, and an order in which its events come. */
const arrivals = refusedDays(20).chain((day) =>
  fc
    .shuffledSubarray([...day.events], { minLength: day.events.length })
    .map((shuffled) => ({ day, shuffled })),
)

describe('the refusals of an audit', () => {
  test('are those that the pure engine foresees, event by event, in whatever order and however long the log is', async () => {
    let foreseen = 0
    await holdsLater(
      arrivals,
      async ({ day, shuffled }) => {
        const expected = expectedOf(day)
        for (const events of [day.events, shuffled, [...shuffled, ...weeksAfter(day)]]) {
          const result = audited(events)
          expect(foreseenIn(result)).toEqual(messagesOf(expected.foreseen))
          expect(result.refusals).toMatchObject({
            byMeta: expected.failed.length,
            foreseen: expected.foreseen.length,
          })
        }
        foreseen += expected.foreseen.length
      },
      60,
    )
    expect(foreseen).toBeGreaterThan(40)
  })

  test('add up by code, each once, the most frequent first', async () => {
    await holdsLater(
      refusedDays(20),
      async (day) => {
        const { byCode, byMeta, foreseen } = audited(day.events).refusals
        const { failed, foreseen: wanted } = expectedOf(day)
        const countOf = (sends: readonly Sending[], code: number | null): number =>
          sends.filter((sending) => sending.failed?.errorCode === code).length
        for (const { errorCode, ...one } of byCode)
          expect(one).toMatchObject({
            count: countOf(failed, errorCode),
            foreseen: countOf(wanted, errorCode),
          })
        expect(byCode.reduce((sum, { count }) => sum + count, 0)).toBe(byMeta)
        expect(byCode.reduce((sum, one) => sum + one.foreseen, 0)).toBe(foreseen)
        expect(new Set(byCode.map(({ errorCode }) => errorCode)).size).toBe(byCode.length)
        const counts = byCode.map(({ count }) => count)
        expect(counts).toEqual(counts.toSorted((a, b) => b - a))
      },
      30,
    )
  })
})
