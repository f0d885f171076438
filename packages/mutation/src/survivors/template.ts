import type { Explained } from '../judge.ts'

/** Survivors among the templates. */
export const inTemplate: readonly Explained[] = [
  {
    reason: 'Whatever is the same comes before.',
    mutants: [
      { file: 'template/changes.ts', line: 'return left === right ? 0 : left < right', to: 'left <= right' },
      { file: 'template/changes.ts', line: 'if (order > 0) break', to: 'order >= 0' },
    ],
  },
  {
    reason: 'Of an account of which nothing was heard no template is known either.',
    mutants: [
      {
        file: 'template/known.ts',
        line: 'export const noTemplates: KnownTemplates =',
        to: '["Stryker was here"]',
      },
    ],
  },
]
