import type { Question, ThreadKey } from '@guichet/core'
import { chatSteps, type ChatStepCode } from './chat-steps.ts'
import { groupSteps, type GroupStepCode } from './group-steps.ts'
import { group, players } from './players.ts'
import type { StepKind } from './step-kind.ts'
import { template } from './template.ts'

/** Where a play takes place. */
export type PlaceName = 'chat' | 'group'

/** What can happen in a place, and what is asked about there. */
export interface Place {
  readonly thread: ThreadKey
  /** What its picture is called. */
  readonly title: string
  readonly kinds: ReadonlyMap<string, StepKind>
  readonly questions: readonly PlayQuestion[]
}

/** Something to ask about, with the step that does it. */
export type PlayQuestion = readonly [step: ChatStepCode | GroupStepCode, what: string, question: Question]

const messages: readonly PlayQuestion[] = [
  ['service', 'Service message', { kind: 'service' }],
  ['utility', 'Utility template', template('utility')],
  ['marketing', 'Marketing template', template('marketing')],
]

const places: Readonly<Record<PlaceName, Place>> = {
  chat: {
    thread: players,
    title: 'A thread, as it was played',
    kinds: chatSteps,
    questions: [
      ...messages,
      ['authentication', 'Authentication template', template('authentication')],
      ['asks-to-call', 'Request to call', { kind: 'call-permission-request', by: 'service' }],
      ['call-answered', 'Call', { kind: 'call' }],
    ],
  },
  group: {
    thread: group,
    title: 'A group, as it was played',
    kinds: groupSteps,
    questions: messages,
  },
}

export const placeNamed = (name: PlaceName): Place => places[name]
