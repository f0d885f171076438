import type { Explained } from '../judge.ts'

/** Survivors among instants, zones and their words. */
export const inTime: readonly Explained[] = [
  {
    reason: 'A cache: a formatter that is made anew writes the same.',
    mutants: [{ file: 'time/formatter.ts', line: 'if (known !== undefined) return known', to: 'false' }],
  },
  {
    reason: 'V8 reads no instant with anything behind its offset; other engines may.',
    mutants: [
      {
        file: 'time/instant.ts',
        line: 'const ISO =',
        to: '/^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)/',
      },
    ],
  },
  {
    reason: 'The name of a codec stands in no message of ours.',
    mutants: [
      { file: 'time/instant.ts', line: "'Instant',", to: '""' },
      { file: 'time/moment.ts', line: "'Moment',", to: '""' },
      { file: 'time/moment.ts', line: "'Month',", to: '""' },
    ],
  },
  {
    reason:
      'Only the compiler needs it: what is no number is no whole one, and what is no text reads as none.',
    mutants: [
      { file: 'time/instant.ts', line: "typeof u === 'number' && isPlausible(u)", to: 'true' },
      { file: 'time/moment.ts', line: "const at = typeof u === 'string' ? fromIso(u) : null", to: 'true' },
    ],
  },
  {
    reason: 'Only the compiler needs it: whoever refuses an instant says why.',
    mutants: [
      { file: 'time/instant.ts', line: "E.left(read.left[0]?.message ?? 'not an instant')", to: '""' },
      {
        file: 'time/instant.ts',
        line: "E.left(read.left[0]?.message ?? 'not an instant')",
        to: 'read.left[0].message',
      },
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
      {
        file: 'time/words.ts',
        line: "parts.find((p) => p.type === type)?.value ?? ''",
        to: 'parts.find(p => p.type === type).value',
      },
      {
        file: 'time/zone.ts',
        line: 'Number(parts.find((p) => p.type === type)?.value ?? 0)',
        to: 'parts.find(p => p.type === type).value',
      },
    ],
  },
  {
    reason: 'The locale writes its dates in these parts by itself, today.',
    mutants: [{ file: 'time/zone.ts', line: "const localDateFormat = formatterFamily('en-CA'", to: '{}' }],
  },
]
