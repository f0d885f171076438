import type { Explained } from '../judge.ts'

/** Survivors in a thread. */
export const inThread: readonly Explained[] = [
  {
    reason: 'The newest fact stays the newest whichever of two at the same instant is taken.',
    mutants: [
      {
        file: 'thread/absorb.ts',
        line: 'const newest = thread.newest === null || event.at > thread.newest',
        to: 'event.at >= thread.newest',
      },
    ],
  },
  {
    reason: 'Only the compiler needs it: `null` compares as 0, and nothing happened in 1970.',
    mutants: [
      {
        file: 'thread/entry-point.ts',
        line: 'if (latest !== null && latest.closesAt !== null && at < latest.closesAt) return latest',
        to: 'true',
      },
    ],
  },
  {
    reason: 'Only the compiler needs it: `null` compares as 0.',
    mutants: [
      {
        file: 'thread/absorb.ts',
        line: 'const newest = thread.newest === null || event.at > thread.newest',
        to: 'false',
      },
      { file: 'thread/entry-point.ts', line: 'latest.opensAt !== null &&', to: 'true' },
      { file: 'thread/entry-point.ts', line: "opensAt === null || expiry === 'reported'", to: 'false' },
      {
        file: 'thread/entry-point.ts',
        line: 'if (opensAt !== null && isOpenAt(entryPoint, at)) return',
        to: 'true',
      },
    ],
  },
  {
    reason: 'An answer at the same instant opens the same entry point.',
    mutants: [
      {
        file: 'thread/entry-point.ts',
        line: 'if (latest.opensAt !== null && latest.opensAt <= opensAt) return latest',
        to: 'latest.opensAt < opensAt',
      },
    ],
  },
  {
    reason:
      'When an entry point began matters only where it ends conversations; under those rulebooks none stays open beyond the estimate.',
    mutants: [
      { file: 'thread/entry-point.ts', line: 'return reportedFree && mayBeOpen != null ?', to: '{}' },
    ],
  },
  {
    reason: 'A shortcut: whoever looks for the place of a newest fact finds it in front.',
    mutants: [
      {
        file: 'thread/facts.ts',
        line: 'facts === null || compareFacts(event, facts.event) > 0',
        to: 'false',
      },
    ],
  },
  {
    reason: 'What has no instant is no fact of any time.',
    mutants: [
      { file: 'thread/facts.ts', line: 'const later: ThreadEvent[] = []', to: '["Stryker was here"]' },
    ],
  },
  {
    reason: 'Facts that are the same were told apart before.',
    mutants: [{ file: 'thread/facts.ts', line: 'if (order > 0) break', to: 'order >= 0' }],
  },
]
