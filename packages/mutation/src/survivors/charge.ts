import type { Explained } from '../judge.ts'

/** Survivors among the charges. */
export const inCharge: readonly Explained[] = [
  {
    reason: 'No wamid is delivered twice in one list.',
    mutants: [
      {
        file: 'charge/billing.ts',
        line: 'while (index > 0 && compareDeliveries(delivery, deliveries[index - 1] as Delivery) < 0) index--',
        to: 'compareDeliveries(delivery, deliveries[index - 1] as Delivery) <= 0',
      },
      {
        file: 'charge/cover.ts',
        line: 'if (isFull && (last === undefined || compareDeliveries(one, last) > 0))',
        to: 'compareDeliveries(one, last) >= 0',
      },
    ],
  },
  {
    reason: 'A shortcut: where no conversation is open, none is ended.',
    mutants: [
      {
        file: 'charge/billing.ts',
        line: 'if (conversations.length === 0) return conversations',
        to: 'false',
      },
    ],
  },
  {
    reason: 'Only the compiler needs it: where there is no tier, nothing is counted.',
    mutants: [
      { file: 'charge/by-conversation.ts', line: 'return freeTier === null || !isCounted', to: 'false' },
    ],
  },
  {
    reason: 'A rulebook that charges by conversation counts all conversations or those of service.',
    mutants: [
      {
        file: 'charge/by-conversation.ts',
        line: "(freeTier?.counts === 'service-conversations' && category === 'service')",
        to: 'true',
      },
    ],
  },
  {
    reason: 'A shortcut: a category in its usual spelling is spelled the same when it is normalised.',
    mutants: [{ file: 'charge/category.ts', line: 'const isNormal = /^[a-z_]+$/', to: '/^[a-z_]$/' }],
  },
  {
    reason:
      'Only the compiler needs it: an allowance that is full has a last one, or else it is one of nothing.',
    mutants: [{ file: 'charge/cover.ts', line: 'return isFull && last !== undefined', to: 'true' }],
  },
  {
    reason: 'Only the compiler needs it: `null` is no category that may stand for another.',
    mutants: [
      { file: 'charge/delivery.ts', line: 'return theirs !== null && finer.get(category)', to: 'true' },
    ],
  },
  {
    reason: 'A shortcut: what is unchanged is not put in again.',
    mutants: [{ file: 'charge/tier.ts', line: 'tiers: covered === before ? tiers', to: 'false' }],
  },
  {
    reason: 'No month occurs twice.',
    mutants: [
      {
        file: 'charge/usage.ts',
        line: '.sort((a, b) => (a.month < b.month ? -1 : 1))',
        to: 'a.month <= b.month',
      },
    ],
  },
  {
    reason: 'It is asked only of messages that did not fail.',
    mutants: [
      { file: 'charge/delivery.ts', line: 'return deliveredAt === null || failedAt !== null', to: 'false' },
    ],
  },
  {
    reason: 'It is asked only of templates.',
    mutants: [
      {
        file: 'charge/delivery.ts',
        line: "const named = content?.kind === 'template' ? content : null",
        to: 'true',
      },
    ],
  },
]
