import { clauseTable, wireClauseTable } from './clauses.ts'
import { notExecutedTable, saidAgainTable } from './facts.ts'
import { asMarkdown } from './markdown.ts'
import { rulebookTable } from './rulebooks.ts'

/** What may stand after `generated:` in a marker, and who writes it. */
export const generators: Readonly<Record<string, () => string>> = {
  clauses: clauseTable,
  'wire-clauses': wireClauseTable,
  'not-executed': notExecutedTable,
  'said-again': saidAgainTable,
  rulebooks: () => rulebookTable(),
}

/** What stands between the markers of a generated part, as prettier leaves it; `null` for an unknown name. */
export const generate = async (name: string): Promise<string | null> => {
  const generator = generators[name]
  return generator === undefined ? null : `\n${await asMarkdown(generator())}\n`
}
