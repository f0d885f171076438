import type { CallPermissionChanged } from '@guichet/core'
import { players } from './players.ts'
import type { StepKind } from './step-kind.ts'

/** The customer answers a request, which is a message, too (POS-42). */
const answers =
  (permission: CallPermissionChanged['permission']): StepKind['events'] =>
  (id, at) => [
    { type: 'customer-messaged', id, at, kind: 'interactive', ...players },
    {
      type: 'call-permission-changed',
      id: `${id}/call-permission`,
      at,
      permission,
      source: 'customer',
      ...players,
    },
  ]

/** The business calls, and somebody picks up or nobody does. */
const called = (connected: boolean): StepKind['events'] => {
  const ended = { type: 'call-ended', direction: 'business', connected, ...players } as const
  return (id, at) => [
    ...(connected ? [{ type: 'business-call-accepted', id, at, ...players } as const] : []),
    { ...ended, id: `${id}/ended`, at },
  ]
}

/** The kinds of steps about calls of the business, as an address names them. */
export type CallStepCode =
  | 'allows-calls'
  | 'allows-calls-always'
  | 'allows-no-calls'
  | 'asks-to-call'
  | 'call-answered'
  | 'call-unanswered'

/** What can happen about calls of the business. */
export const callSteps: Readonly<Record<CallStepCode, StepKind>> = {
  'allows-calls': {
    by: 'customer',
    about: 'calls',
    words: 'Customer allows calls for a week',
    events: answers('temporary'),
  },
  'allows-calls-always': {
    by: 'customer',
    about: 'calls',
    words: 'Customer always allows calls',
    events: answers('permanent'),
  },
  'allows-no-calls': {
    by: 'customer',
    about: 'calls',
    words: 'Customer allows no calls',
    events: answers('none'),
  },
  'asks-to-call': {
    by: 'business',
    about: 'calls',
    words: 'Request to call',
    events: (id, at) => [
      { type: 'business-messaged', id, at, content: { kind: 'service' }, ...players },
      { type: 'call-permission-requested', id, at, by: 'service', ...players },
      { type: 'message-status', id: `${id}/delivered`, at, message: id, status: 'delivered', ...players },
    ],
  },
  'call-answered': { by: 'business', about: 'calls', words: 'Call that is answered', events: called(true) },
  'call-unanswered': {
    by: 'business',
    about: 'calls',
    words: 'Call that nobody answers',
    events: called(false),
  },
}
