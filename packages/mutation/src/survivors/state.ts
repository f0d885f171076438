import type { Explained } from '../judge.ts'

/** Survivors in the state of all threads. */
export const inState: readonly Explained[] = [
  {
    reason: 'A shortcut: to link ids that name one thread already changes nothing.',
    mutants: [
      { file: 'state/state.ts', line: 'known !== null || others.length === 0', to: 'false' },
      {
        file: 'state/state.ts',
        line: 'known !== null || others.length === 0',
        to: 'known !== null && others.length === 0',
      },
      {
        file: 'state/identity.ts',
        line: 'return others.every((other) => other === own.customer',
        to: '() => undefined',
      },
      {
        file: 'state/identity.ts',
        line: 'return others.every((other) => other === own.customer',
        to: 'other === own.customer && own.aliases.includes(other)',
      },
      {
        file: 'state/identity.ts',
        line: 'return others.every((other) => other === own.customer',
        to: 'false',
      },
      { file: 'state/identity.ts', line: 'if (own === null) return null', to: 'true' },
    ],
  },
  {
    reason: 'A shortcut: where no charge was settled, no tier was used.',
    mutants: [
      { file: 'state/state.ts', line: 'const tierUse = settled.charges.length === 0 ?', to: 'false' },
    ],
  },
  {
    reason: 'Nobody is a different person than oneself.',
    mutants: [
      { file: 'state/recycled.ts', line: 'if (theirs === null || theirs === own) return left', to: 'false' },
    ],
  },
  {
    reason: 'A shortcut: a user id that an event names is one that both sides share.',
    mutants: [{ file: 'state/recycled.ts', line: 'return named', to: 'named' }],
  },
  {
    reason: 'An id that is no user id tells no two people apart.',
    mutants: [
      {
        file: 'state/recycled.ts',
        line: 'const ours = [...named, ...(own?.aliases ?? [])]',
        to: '["Stryker was here"]',
      },
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
  {
    reason: 'No id of another kind has two capital letters and a dot in it.',
    mutants: [
      {
        file: 'state/recycled.ts',
        line: 'const isUserId = (id: string): boolean =>',
        to: '/[A-Z]{2}\\./',
      },
    ],
  },
]
