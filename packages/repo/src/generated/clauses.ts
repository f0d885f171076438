import { clauses } from '@guichet/core'
import { tableOf } from './table.ts'

/** All clauses that answers cite: id, sentence, source. */
export const clauseTable = (): string =>
  tableOf(
    ['clause', 'says', 'source'],
    Object.entries(clauses).map(([id, { sentence, source }]) => [`\`${id}\``, sentence, sourceLink(source)]),
  )

const sourceLink = (source: string): string =>
  source.startsWith('https://')
    ? `[${source.slice(source.indexOf('/whatsapp/') + '/whatsapp/'.length)}](${source})`
    : source
