import type { Content, GroupChanged } from '@guichet/core'
import { group, members, type Member } from './players.ts'
import type { StepKind } from './step-kind.ts'
import { template } from './template.ts'

/** The kinds of steps in a group, as an address names them. */
export type GroupStepCode =
  | `${Member['code']}-${'writes' | 'leaves' | 'joins'}`
  | 'service'
  | 'utility'
  | 'marketing'
  | 'suspends'
  | 'frees'

/** Sent, and delivered at once to everybody who is in the group: each delivery is charged (GRP-5). */
const delivered =
  (content: Content): StepKind['events'] =>
  (id, at, present) => [
    { type: 'business-messaged', id, at, content, ...group },
    ...present.map(
      ({ phone }) =>
        ({
          type: 'message-status',
          id: `${id}/delivered/${phone}`,
          at,
          message: id,
          participant: phone,
          status: 'delivered',
          ...group,
        }) as const,
    ),
  ]

const becomes =
  (state: GroupChanged['state']): StepKind['events'] =>
  (id, at) => [
    { type: 'group-changed', id, at, phoneNumberId: group.phoneNumberId, group: group.customer, state },
  ]

const ofMember = (member: Member): readonly (readonly [GroupStepCode, StepKind])[] => {
  const { code, name } = member
  const others = (present: readonly Member[]): readonly Member[] => present.filter((one) => one !== member)
  const nothing: StepKind['events'] = () => []
  return [
    [
      `${code}-writes`,
      {
        by: 'customer',
        words: `${name} writes`,
        events: (id, at, present) =>
          present.includes(member) ? [{ type: 'customer-messaged', id, at, kind: 'text', ...group }] : [],
      },
    ],
    [
      `${code}-leaves`,
      { by: 'customer', words: `${name} leaves the group`, events: nothing, presentAfter: others },
    ],
    [
      `${code}-joins`,
      {
        by: 'customer',
        words: `${name} joins the group`,
        events: nothing,
        presentAfter: (present) => [...others(present), member],
      },
    ],
  ]
}

/** All that can happen in a group. */
export const groupSteps: ReadonlyMap<string, StepKind> = new Map<GroupStepCode, StepKind>([
  ...members.flatMap(ofMember),
  ['service', { by: 'business', words: 'Service message', events: delivered({ kind: 'service' }) }],
  ['marketing', { by: 'business', words: 'Marketing template', events: delivered(template('marketing')) }],
  ['utility', { by: 'business', words: 'Utility template', events: delivered(template('utility')) }],
  [
    'suspends',
    {
      by: 'business',
      about: 'whatsapp',
      words: 'WhatsApp suspends the group',
      events: becomes('suspended'),
    },
  ],
  [
    'frees',
    { by: 'business', about: 'whatsapp', words: 'WhatsApp frees the group', events: becomes('active') },
  ],
])
