import type { Explained } from '../judge.ts'

/** Survivors among the rulebooks. */
export const inRulebook: readonly Explained[] = [
  {
    reason: 'Only the compiler needs it: settings name a rulebook that there is.',
    mutants: [
      { file: 'rulebook/calendar.ts', line: 'if (first === undefined) return calendarOf(', to: 'false' },
      { file: 'rulebook/calendar.ts', line: 'if (first === undefined) return calendarOf(', to: '{}' },
      { file: 'rulebook/calendar.ts', line: 'if (first === undefined) return calendarOf(', to: '""' },
    ],
  },
  {
    reason: 'A cache: a month that is looked up anew is the same.',
    mutants: [
      {
        file: 'rulebook/calendar.ts',
        line: 'const known: KnownMonth[] = []',
        to: '["Stryker was here"]',
      },
      { file: 'rulebook/calendar.ts', line: 'if (latest !== undefined && latest.from <= at', to: 'false' },
      {
        file: 'rulebook/calendar.ts',
        line: 'if (latest !== undefined && latest.from <= at',
        to: 'latest.from < at',
      },
      {
        file: 'rulebook/calendar.ts',
        line: 'latest = known.find(({ from, until }) => from <= at && at < until)',
        to: '() => undefined',
      },
      {
        file: 'rulebook/calendar.ts',
        line: 'latest = known.find(({ from, until }) => from <= at && at < until)',
        to: 'from < at',
      },
      { file: 'rulebook/calendar.ts', line: 'if (latest === undefined) {', to: 'true' },
      // A December of which no end is known, or a wrong one, is looked up each time.
      { file: 'rulebook/calendar.ts', line: 'const next = number === 12 ?', to: 'false' },
      { file: 'rulebook/calendar.ts', line: 'const next = number === 12 ?', to: 'year - 1' },
    ],
  },
]
