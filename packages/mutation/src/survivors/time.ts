import type { Explained } from '../judge.ts'

/** Survivors among instants, zones and their words. */
export const inTime: readonly Explained[] = [
  {
    reason: 'Only the compiler needs it: whoever refuses an instant says why.',
    mutants: [
      { file: 'time/instant.ts', line: "E.left(read.left[0]?.message ?? 'not an instant')", to: '""' },
    ],
  },
  {
    reason: 'Only the compiler needs it: the formatter writes every part that it was asked for.',
    mutants: [
      {
        file: 'time/words.ts',
        line: "parts.find((p) => p.type === type)?.value ?? ''",
        to: '"Stryker was here!"',
      },
    ],
  },
]
