import type { Scaffold } from './rulebook.ts'

/** What is left to do by hand once the skeletons of a rulebook are written, as lines to be read. */
export const leftToDo = (
  date: string,
  { clause, doubtful }: Extract<Scaffold, { clause: string }>,
): readonly string[] => [
  'Left to do by hand:',
  `  1. packages/core/src/rulebook/amendments/${date}.ts: the summary, and the rules that change, each with its clauses.`,
  `  2. packages/core/src/rulebook/clauses/from-${date}.ts: what ${clause} and further clauses say, and where Meta says it.`,
  '     packages/repo/src/facts/ids.ts counts them.',
  `  3. packages/core/test/tables/from-${date}.ts: its decision tables, until now those of the rulebook before it; where`,
  '     the free tier changes, their tierUsed and titles too. In switches.ts beside it: who pays before the midnight, at',
  '     it and across it, also after the free messages of the month.',
  `  4. Reasons that hold no longer. The rules of the rulebook before it cite ${doubtful.join(', ')},`,
  '     which name an amount or an end. Replace a rule that cites an untrue sentence, also where its value stays.',
  'Then:',
  '  npm run vitest -- run --project core charges.table paying-clauses rulebooks.table    the rows',
  '  npm run vitest -- run --project core golden -u         the goldens; read each line that changed',
  '  npm run docs                                           the pages, and the values for the reading copy',
  '  npm run vitest -- run --project repo rulebooks facts   names every place that does not know the rulebook yet',
]
