import type { Scaffold } from './rulebook.ts'

/** What is left to do by hand once the skeletons of a rulebook are written, as lines to be read. */
export const leftToDo = (
  date: string,
  { clause }: Extract<Scaffold, { clause: string }>,
): readonly string[] => [
  'Left to do by hand:',
  `  1. packages/core/src/rulebook/amendments/${date}.ts: the summary, and the rules that change, each with its clauses.`,
  `  2. packages/core/src/rulebook/clauses/from-${date}.ts: what ${clause} and further clauses say, and where Meta says it.`,
  `  3. packages/core/test/tables/from-${date}.ts: its decision tables, until now those of the rulebook before it; and in`,
  '     switches.ts beside it, who pays before the midnight, at it and across it.',
  'Then:',
  '  npm run docs                                        the pages, and the values for the reading copy',
  '  npm run vitest -- run --project core golden -u      the goldens; read each line that changed',
  '  npm run vitest -- run --project repo rulebooks      names every place that does not know the rulebook yet',
]
