import { DAY, type Content, type Event, type Instant } from '@guichet/core'
import { callSteps, type CallStepCode } from './call-steps.ts'
import { account, phoneNumberId, players } from './players.ts'
import type { StepKind } from './step-kind.ts'

/** Something that happens in a play. */
export interface Step {
  readonly at: Instant
  readonly what: StepCode
}

/** The kinds of steps, as an address names them. */
export type StepCode = MessageStepCode | CallStepCode

type MessageStepCode =
  | 'writes'
  | 'comes-by-ad'
  | 'reacts'
  | 'calls'
  | 'stops'
  | 'resumes'
  | 'service'
  | 'marketing'
  | 'utility'
  | 'authentication'
  | 'refused'

const SECOND = 1000

const wrote = (kind: string, more: object = {}): StepKind['events'] => {
  const one = { type: 'customer-messaged', kind, ...more, ...players } as const
  return (id, at) => [{ ...one, id, at }]
}

/** Sent, and delivered in the same instant, so that its charge is known at once. */
const delivered =
  (content: Content): StepKind['events'] =>
  (id, at) => [
    { type: 'business-messaged', id, at, content, ...players },
    { type: 'message-status', id: `${id}/delivered`, at, message: id, status: 'delivered', ...players },
  ]

/** A template of a category; a category has one template here. */
export const template = (
  category: 'marketing' | 'utility' | 'authentication',
): Extract<Content, { readonly kind: 'template' }> => ({
  kind: 'template',
  name: `${category}_template`,
  language: 'en',
  category,
})

const refused: StepKind['events'] = (id, at) => [
  { type: 'business-messaged', id, at, content: { kind: 'service' }, ...players },
  {
    type: 'message-status',
    id: `${id}/failed`,
    at,
    message: id,
    status: 'failed',
    errorCode: 131047,
    ...players,
  },
]

const prefers = (value: 'stop' | 'resume'): StepKind['events'] => {
  const one = { type: 'marketing-preference', value, ...players } as const
  return (id, at) => [{ ...one, id, at }]
}

/** All that can happen in a play. */
export const steps: Readonly<Record<StepCode, StepKind>> = {
  writes: { by: 'customer', words: 'Customer writes', events: wrote('text') },
  'comes-by-ad': {
    by: 'customer',
    words: 'Customer writes through an ad',
    events: wrote('text', { entryPoint: { source: 'ad' } }),
  },
  reacts: { by: 'customer', words: 'Customer reacts', events: wrote('reaction') },
  calls: {
    by: 'customer',
    words: 'Customer calls',
    events: (id, at) => [{ type: 'customer-called', id, at, ...players }],
  },
  stops: { by: 'customer', words: 'Customer stops marketing', events: prefers('stop') },
  resumes: { by: 'customer', words: 'Customer resumes marketing', events: prefers('resume') },
  service: { by: 'business', words: 'Service message', events: delivered({ kind: 'service' }) },
  marketing: { by: 'business', words: 'Marketing template', events: delivered(template('marketing')) },
  utility: { by: 'business', words: 'Utility template', events: delivered(template('utility')) },
  authentication: {
    by: 'business',
    words: 'Authentication template',
    events: delivered(template('authentication')),
  },
  refused: { by: 'business', words: 'Service message that WhatsApp refuses', events: refused },
  ...callSteps,
}

export const isStepCode = (text: string): text is StepCode => Object.hasOwn(steps, text)

/** One more step at a moment, or a second after what is there already: WhatsApp knows no order within a second. */
export const withStep = (done: readonly Step[], now: Instant, what: StepCode): readonly Step[] => {
  const times = new Set(done.map(({ at }) => at))
  let at = now
  while (times.has(at)) at += SECOND
  return [...done, { at, what }]
}

/** What steps are as events, in the order of time; at one instant in the order in which they were played. */
export const eventsOf = (played: readonly Step[]): readonly Event[] =>
  played
    .map((step, index) => ({ ...step, index }))
    .sort((a, b) => a.at - b.at || a.index - b.index)
    .flatMap(({ at, what, index }) => steps[what].events(`step-${index + 1}`, at))

/**
 * What is known before a play begins: the account's templates, that nothing is restricted or limited, and that the
 * customer permits no calls yet.
 */
export const knownBefore = (at: Instant): readonly Event[] => [
  {
    type: 'templates-listed',
    id: 'templates',
    at,
    account,
    templates: (['marketing', 'utility', 'authentication'] as const).map((category) => {
      const { name, language } = template(category)
      return { name, language, category }
    }),
  },
  { type: 'account-released', id: 'released', at, account },
  { type: 'messaging-limit-changed', id: 'limit', at, account, limit: null },
  {
    type: 'throughput-changed',
    id: 'throughput',
    at,
    phoneNumberId,
    perSecond: 80,
  },
  {
    type: 'call-permission-changed',
    id: 'calls',
    at: at - DAY,
    permission: 'none',
    source: 'automatic',
    ...players,
  },
]
