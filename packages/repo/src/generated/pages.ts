import { configSchema } from '@guichet/cli'
import { rulebooksWith, type OwnAmendment, type Rulebook } from '@guichet/core'
import { clauseOf, clauses } from '@guichet/core/clauses'
import { laws, lawsPage } from '@guichet/laws'
import { clausesAsTable } from './clauses.ts'
import { asJson, asMarkdown } from './markdown.ts'
import { refusalsPage } from './refusals.ts'
import { changesOf } from './rules-in-words.ts'
import { valuesOfRulebooks, valuesPath } from './values.ts'
import { whoPays } from './who-pays.ts'

/** A page that is written as a whole. */
export interface Page {
  readonly path: string
  readonly write: () => Promise<string>
}

/** Where the pages of the rulebooks lie. */
export const rulebookFolder = 'packages/core/rulebooks'

/** A page for each rulebook, Meta's and those of amendments. */
export const rulebookPages = (amendments: readonly OwnAmendment[] = []): readonly Page[] =>
  rulebooksWith(amendments).map((book, index, books) => ({
    path: `${rulebookFolder}/${book.id}.md`,
    write: () => asMarkdown(pageOf(book, books[index - 1], books[index + 1], amendments)),
  }))

/** All laws, each with its clauses, situations and mutants. */
const lawPage: Page = { path: 'packages/laws/LAWS.md', write: () => asMarkdown(lawsPage(laws)) }

/** Meta's codes for what is refused or dropped, and what of it is foreseen. */
const refusals: Page = { path: 'packages/core/REFUSALS.md', write: () => asMarkdown(refusalsPage()) }

/** What the reading copy knows of the rulebooks. */
const valuesPage: Page = { path: valuesPath, write: () => valuesOfRulebooks() }

/** For editors of the gateway's configuration. */
const schemaPage: Page = {
  path: 'packages/cli/config.schema.json',
  write: () => asJson(JSON.stringify(configSchema)),
}

/** All pages that are written as a whole. */
export const pages: readonly Page[] = [...rulebookPages(), lawPage, refusals, valuesPage, schemaPage]

const pageOf = (
  book: Rulebook,
  before: Rulebook | undefined,
  after: Rulebook | undefined,
  amendments: readonly OwnAmendment[],
): string => {
  const { table, clauses: cited } = whoPays(book, amendments)
  const named: ReadonlySet<string> = new Set([...book.clauses, ...cited])
  const inOrder = new Set([...Object.keys(clauses).filter((id) => named.has(id)), ...named])
  const shown = Object.fromEntries([...inOrder].map((id) => [id, clauseOf(id, amendments)]))
  return [
    `# The rulebook of ${dateInWords(book.id)}`,
    neighbours(before, after),
    book.summary,
    inForce(book, after),
    before === undefined ? '## Its rules' : '## What changes',
    changesOf(book, before)
      .map((change) => `- ${change}`)
      .join('\n'),
    '## Who pays',
    intro(book),
    table,
    '## The clauses',
    clausesAsTable(shown),
    'Written by `npm run docs` from the rules themselves.',
  ].join('\n\n')
}

const inForce = ({ id }: Rulebook, after: Rulebook | undefined): string => {
  const until = after === undefined ? 'on' : `until the end of ${dateInWords(dayBefore(after.id))}`
  return `In force from midnight of ${dateInWords(id)} ${until}, in the account's time zone (POS-30).`
}

const neighbours = (before: Rulebook | undefined, after: Rulebook | undefined): string =>
  [
    ...(before === undefined ? [] : [`[← ${before.id}](${before.id}.md)`]),
    '[All rules](../RULES.md)',
    ...(after === undefined ? [] : [`[${after.id} →](${after.id}.md)`]),
  ].join(' · ')

const intro = ({ rules }: Rulebook): string => {
  const common =
    'For a message that is sent and delivered at once. _Window_ is the customer service window, _entry point_ a free entry point that the business answered.'
  return rules.charging.by === 'message'
    ? common
    : `${common} A conversation is paid when its first message is delivered; it was opened twelve hours ago, before the entry point.`
}

const dateInWords = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  )

const dayBefore = (date: string): string => {
  const day = new Date(`${date}T00:00:00Z`)
  return new Date(day.getTime() - 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
}
