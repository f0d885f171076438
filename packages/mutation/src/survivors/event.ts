import type { Explained } from '../judge.ts'

/** Survivors among the events. */
export const inEvent: readonly Explained[] = [
  {
    reason: 'A codec is named by its name only where it has no words of its own for what it refuses.',
    mutants: [
      { file: 'event/codec.ts', line: "text('Id', 1024)", to: '""' },
      { file: 'event/codec.ts', line: "text('Word', 512)", to: '""' },
      { file: 'event/codec.ts', line: "'WholeNumber',", to: '""' },
      { file: 'event/codec.ts', line: "oneOf('EntryPointSource',", to: '""' },
      { file: 'event/codec.ts', line: "'Content',", to: '""' },
      { file: 'event/codec.ts', line: "oneOf('DeliveryStatus',", to: '""' },
      { file: 'event/codec.ts', line: "oneOf('Preference',", to: '""' },
      { file: 'event/codec.ts', line: "'Event',", to: '""' },
    ],
  },
  {
    reason: 'Whatever is the same comes before.',
    mutants: [
      { file: 'event/order.ts', line: 'if (a.id !== b.id) return a.id < b.id', to: 'a.id <= b.id' },
      { file: 'event/order.ts', line: 'return left === right ? 0 : left < right', to: 'left <= right' },
    ],
  },
  {
    reason: 'Only a template has a name and a language, so its kind says nothing more.',
    mutants: [{ file: 'event/order.ts', line: "key('template', event.content.name", to: '""' }],
  },
  {
    reason: 'Of these events nothing more is told: whatever is said of all of them is the same.',
    mutants: [
      { file: 'event/order.ts', line: "case 'customer-called':", to: '""' },
      { file: 'event/order.ts', line: "case 'business-call-accepted':", to: '""' },
      { file: 'event/order.ts', line: "case 'marketing-preference':", to: '""' },
      { file: 'event/order.ts', line: "case 'marketing-preference':", to: "case 'marketing-preference':" },
      { file: 'event/order.ts', line: "return ''", to: '"Stryker was here!"' },
    ],
  },
  {
    reason: 'No part of an event has a digit in its name.',
    mutants: [
      { file: 'event/problem.ts', line: '/^\\d+$/.test(key)', to: '/\\d+$/' },
      { file: 'event/problem.ts', line: '/^\\d+$/.test(key)', to: '/^\\d+/' },
    ],
  },
  {
    reason:
      'Only the compiler needs it: every problem has a place, every place before the first one too, and every codec a name.',
    mutants: [
      {
        file: 'event/problem.ts',
        line: 'expected(error.context.at(-1)?.type)',
        to: 'error.context.at(-1).type',
      },
      { file: 'event/problem.ts', line: 'context[index - 1]?.actual', to: 'context[index - 1].actual' },
      { file: 'event/problem.ts', line: "return type?.name ?? 'valid'", to: 'type.name' },
      { file: 'event/problem.ts', line: "return type?.name ?? 'valid'", to: '""' },
    ],
  },
]
