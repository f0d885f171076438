import { DAY, type Event, type Instant } from '@guichet/core'
import { account, group, phoneNumberId, players } from './players.ts'
import { template } from './template.ts'

/**
 * What is known before a play begins: the account's templates, that nothing is restricted or limited, that the
 * customer permits no calls yet, and that there is a group.
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
  {
    type: 'group-changed',
    id: 'group',
    at: at - DAY,
    phoneNumberId,
    group: group.customer,
    state: 'active',
  },
]
