import type { Explained } from '../judge.ts'

/** Survivors in the state of all threads. */
export const inState: readonly Explained[] = [
  {
    reason: 'A shortcut: threads that are made anew from all that is known of one of them are as they were.',
    mutants: [
      {
        file: 'state/identity.ts',
        line: 'if (!others.every((other) => other === own.customer',
        to: 'true',
      },
    ],
  },
  {
    reason: 'A shortcut: where no charge was settled, no tier was used.',
    mutants: [
      { file: 'state/state.ts', line: 'const tierUse = settled.charges.length === 0 ?', to: 'false' },
    ],
  },
  {
    reason: 'A shortcut: what is counted beyond the amount is cut off in the end.',
    mutants: [
      { file: 'state/tier-use.ts', line: 'if (used >= tier.amount) return tier.amount', to: 'false' },
      {
        file: 'state/tier-use.ts',
        line: 'if (used >= tier.amount) return tier.amount',
        to: 'used > tier.amount',
      },
    ],
  },
  {
    reason: 'A shortcut: whoever counts anew counts the same.',
    mutants: [
      {
        file: 'state/tier-use.ts',
        line: 'const count = known !== undefined && known.templates === templates ?',
        to: 'false',
      },
    ],
  },
  {
    reason: 'What has neither an instant nor a month is counted nowhere.',
    mutants: [
      {
        file: 'state/tier-use.ts',
        line: '.claims.get(month) ?? [], { at, message: last }',
        to: '["Stryker was here"]',
      },
      {
        file: 'state/tier-use.ts',
        line: 'const month = claims.get(charge.month) ?? []',
        to: '["Stryker was here"]',
      },
    ],
  },
  {
    reason: 'Only the compiler needs it: where the number is not known, its thread is not.',
    mutants: [
      { file: 'state/state.ts', line: 'if (number === undefined || own === null) return state', to: 'false' },
    ],
  },
]
