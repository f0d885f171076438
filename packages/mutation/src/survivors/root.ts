import type { Explained } from '../judge.ts'

/** Survivors in the files that stand in no folder. */
export const inRoot: readonly Explained[] = [
  {
    reason: 'No message has no id.',
    mutants: [{ file: 'engine.ts', line: 'remembered: [],', to: '["Stryker was here"]' }],
  },
  {
    reason: 'Only the compiler needs it: where the bitmap has a bit there is a child.',
    mutants: [
      { file: 'persistent-map.ts', line: 'if (node === undefined) return undefined', to: 'false' },
      { file: 'persistent-map.ts', line: 'if (child === undefined) return branch', to: 'false' },
      { file: 'persistent-map.ts', line: "node !== undefined && 'bitmap' in node; shift", to: 'true' },
    ],
  },
  {
    reason: 'A shortcut: whichever child is looked into instead holds other keys.',
    mutants: [
      { file: 'persistent-map.ts', line: 'if ((node.bitmap & bit) === 0) return undefined', to: 'false' },
    ],
  },
  {
    reason: 'A branch in a branch is walked through like the branch itself.',
    mutants: [{ file: 'persistent-map.ts', line: "entriesOf<V>('bitmap' in node ? node :", to: '""' }],
  },
  {
    reason: 'Only the compiler needs it: a rulebook that is not known is a problem.',
    mutants: [{ file: 'settings.ts', line: 'return problems.length > 0 || chosen === null', to: 'false' }],
  },
]
