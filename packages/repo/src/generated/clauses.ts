import { clauses, wireClauses, type Clause } from '@guichet/core/clauses'
import { tableOf } from './table.ts'

/** All clauses that answers cite: id, sentence, source. */
export const clauseTable = (): string => clausesAsTable(clauses)

/** All clauses about Meta's wire. */
export const wireClauseTable = (): string => clausesAsTable(wireClauses)

/** Clauses with what they say and where that comes from. */
export const clausesAsTable = (table: Readonly<Record<string, Clause>>): string =>
  tableOf(
    ['clause', 'says', 'source'],
    Object.entries(table).map(([id, { sentence, source }]) => [`\`${id}\``, sentence, sourceLink(source)]),
  )

const sourceLink = (source: string): string =>
  source.startsWith('https://')
    ? `[${source.slice(source.indexOf('/whatsapp/') + '/whatsapp/'.length)}](${source})`
    : source
