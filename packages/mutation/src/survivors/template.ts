import type { Explained } from '../judge.ts'

/** Survivors among the templates. */
export const inTemplate: readonly Explained[] = [
  {
    reason: 'Whatever is the same comes before.',
    mutants: [
      { file: 'template/template.ts', line: 'return left === right ? 0 : left < right', to: 'left <= right' },
    ],
  },
  {
    reason: 'What has no instant is known at none.',
    mutants: [
      {
        file: 'template/registry.ts',
        line: 'lookUp(table, key) ?? { changes: [] },',
        to: '["Stryker was here"]',
      },
    ],
  },
]
