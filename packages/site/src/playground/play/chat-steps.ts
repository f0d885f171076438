import type { Content } from '@guichet/core'
import { callSteps, type CallStepCode } from './call-steps.ts'
import { players } from './players.ts'
import type { StepKind } from './step-kind.ts'
import { template } from './template.ts'

/** The kinds of steps in a chat, as an address names them. */
export type ChatStepCode = CallStepCode | MessageStepCode

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

const kinds: Readonly<Record<ChatStepCode, StepKind>> = {
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

/** All that can happen in a chat. */
export const chatSteps: ReadonlyMap<string, StepKind> = new Map(Object.entries(kinds))
