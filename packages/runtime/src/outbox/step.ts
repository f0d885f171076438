import { explain, isLeft, type Content, type Instant, type Refusal, type TooOld } from '@guichet/core'
import { left } from '@guichet/core/adapter'
import type { SendRequest } from '../ports.ts'
import type { Runtime } from '../runtime-interface.ts'
import type { SendResult } from '../send/result.ts'
import type { OutboxEntry, OutboxOutcome } from './entry.ts'

/** What a look at an entry comes to. */
export type Step = { readonly is: 'over'; readonly outcome: OutboxOutcome } | Later

/** It is looked at again then. */
interface Later {
  readonly is: 'later'
  readonly at: Instant
  /** Or when the customer writes. */
  readonly awaits: boolean
  /** Does the refusal end by itself, as that of a rate? Then the customer's other messages wait, too. */
  readonly isRate: boolean
}

/** What may be sent of an entry now. */
export type Form = 'asked' | 'first' | 'otherwise'

/** The request under the entry's key, or a part of it. */
export const requestFor = (request: SendRequest, form: Form): SendRequest => {
  const { otherwise, ...first } = request
  if (form === 'asked' || otherwise === undefined) return request
  if (form === 'first') return first
  const { key, asksToCall: _, ...rest } = first
  // Another message under the same key would be refused where the first one failed before.
  return { ...rest, ...otherwise, ...(key === undefined ? {} : { key: `${key}:otherwise` }) }
}

/** What is to be done about a due entry: send a form of it, wait, or end it. */
export type Doing = { readonly is: 'send'; readonly form: Form } | Step

/** Decides what to do about an entry at an instant. */
export const doingFor = async (
  { when, until, atUntil }: OutboxEntry,
  request: SendRequest,
  now: Instant,
  plan: Runtime['plan'],
): Promise<Doing> => {
  if (now >= until)
    return atUntil === 'otherwise' && request.otherwise !== undefined
      ? { is: 'send', form: 'otherwise' }
      : { is: 'over', outcome: { is: 'expired' } }
  if (when.is === 'at' && now < when.at)
    return { is: 'later', at: Math.min(when.at, until), awaits: false, isRate: false }
  if (when.is === 'open') return { is: 'send', form: 'first' }
  if (when.is !== 'cheapest') return { is: 'send', form: 'asked' }
  return cheapest(request, until, now, plan)
}

const cheapest = async (
  request: SendRequest,
  until: Instant,
  now: Instant,
  plan: Runtime['plan'],
): Promise<Doing> => {
  const forms = [request, ...(request.otherwise === undefined ? [] : [request.otherwise])]
  const { phoneNumberId, recipient: customer } = request
  const planned = await plan(
    { phoneNumberId, customer },
    { message: request.content, orAs: forms.slice(1).map(({ content }) => content), until },
  )
  // Only what was asked for, although a plan may know cheaper templates.
  const best = isLeft(planned)
    ? undefined
    : planned.right.options.find(({ needs, isAsked }) => needs.length === 0 && isAsked)
  if (best === undefined) return { is: 'later', at: until, awaits: true, isRate: false }
  if (best.at > now) return { is: 'later', at: Math.min(best.at, until), awaits: true, isRate: false }
  return { is: 'send', form: isSame(best.answer.message, request.content) ? 'first' : 'otherwise' }
}

const isSame = (one: { readonly kind: string }, other: Content): boolean => one.kind === other.kind

/** What a send came to, for the entry. */
export const stepAfter = (result: SendResult, { when, until }: OutboxEntry, now: Instant): Step => {
  const later = (at: Instant, isRate = false): Later => ({
    is: 'later',
    at: now < until ? Math.min(at, until) : at,
    awaits: when.is === 'open' || when.is === 'cheapest',
    isRate,
  })
  const mayWait = now < until
  switch (result.outcome) {
    case 'accepted': {
      const { wamid, content, allowed } = result
      return over({ is: 'accepted', wamid, sentAs: content.kind, allowed })
    }
    case 'refused-by-rule': {
      const ends = endOf([result.answer, ...(result.otherwise === undefined ? [] : [result.otherwise])])
      if (mayWait && ends !== null) return later(Math.max(ends, now + 1), true)
      if (mayWait && when.is !== 'at' && when.is !== 'paced') return later(until)
      return over(refusedByRule(result.answer))
    }
    case 'failed':
      return now < until + patience
        ? { ...later(now + Math.max(result.retryAfter, shortest)), awaits: false }
        : over({ is: 'failed', explanation: result.reason })
    case 'refused-by-whatsapp': {
      const { code, message, keyIsFree } = result
      return keyIsFree && mayWait
        ? { ...later(now + repair), awaits: false }
        : over({ is: 'refused-by-whatsapp', code, explanation: message })
    }
    case 'in-progress':
      return { is: 'later', at: Math.max(result.until, now + shortest), awaits: false, isRate: false }
    case 'unknown':
      return over({ is: 'unknown', explanation: result.reason })
    case 'key-reused':
    case 'given-up':
      return over({ is: result.outcome })
  }
}

const over = (outcome: OutboxOutcome): Step => ({ is: 'over', outcome })

/** So soon nothing is tried again, in milliseconds. */
const shortest = 1_000
/** Repairing an access token or an account takes a person. */
const repair = 60_000
/** For so long after `until` a template is tried again that WhatsApp did not take. */
const patience = 600_000

/** From when on one of the messages is allowed by itself, as far as the rules know. */
const endOf = (answers: readonly (Refusal | TooOld)[]): Instant | null => {
  const ends = answers.flatMap((answer) =>
    answer.answer === 'refused'
      ? answer.remedies.flatMap((remedy) => (remedy.do === 'wait-until' ? [remedy.at] : []))
      : [],
  )
  return ends.length === 0 ? null : Math.min(...ends)
}

const refusedByRule = (answer: Refusal | TooOld): OutboxOutcome => ({
  is: 'refused-by-rule',
  reasons: answer.answer === 'refused' ? answer.reasons.map(({ code }) => code) : [answer.answer],
  explanation: explain(left(answer)),
})
