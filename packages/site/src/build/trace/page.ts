import { escaped } from '../html.ts'
import type { Content } from '../docs/layout.ts'
import { lineId, traceUrl, type Place } from './places.ts'
import type { TracedLaw } from './laws.ts'
import type { TracedClause, TracedRule } from './trace.ts'

/**
 * The page that walks from Meta's pages to clauses, laws, mutants, rows and lines of code, and back. `linkTo` gives the
 * address of a document or a file, relative to the root of the site.
 */
export const tracePage = (
  clauses: readonly TracedClause[],
  laws: readonly TracedLaw[],
  linkTo: (path: string) => string,
): Content => {
  const link = (path: string, words: string): string => `<a href="../${escaped(linkTo(path))}">${words}</a>`
  const parts: readonly (readonly [id: string, title: string, html: string])[] = [
    ['from-a-page', 'From a page of Meta’s', sources(clauses)],
    ['from-a-clause', 'From a clause', clauses.map((one) => clausePart(one, link)).join('\n')],
    ['from-a-law', 'From a law', lawTable(clauses, laws, link)],
    ['from-the-code', 'From the code', codeTable(clauses, link)],
  ]
  return {
    url: traceUrl,
    title: 'From rule to code',
    headings: parts.map(([id, text]) => ({ id, text, depth: 2 })),
    html: `<h1 id="from-rule-to-code">From rule to code</h1>
<p>Each clause is a rule of Meta’s, or a reading of Guichet’s, in one sentence. Below it stand the rules of the engine that give it as their reason, the lines that read these rules, the laws that hold any engine to it, the defects that these catch, and the rows of tables. The build reads all of it off the sources.</p>
${parts.map(([id, title, html]) => `<h2 id="${id}">${title}</h2>\n${html}`).join('\n')}`,
  }
}

type Link = (path: string, words: string) => string

const toClause = (id: string): string => `<a href="#${anchorOf(id)}">${escaped(id)}</a>`
const anchorOf = (id: string): string => id.toLowerCase()
const code = (text: string): string => `<code>${escaped(text)}</code>`
const listed = (items: readonly string[]): string => items.join(', ')

const table = (label: string, head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const heads = head.map((text) => `<th scope="col">${text}</th>`).join('')
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')
  return `<div class="table" tabindex="0" role="region" aria-label="${label}"><table><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table></div>`
}

const grouped = <One>(
  ones: readonly One[],
  keysOf: (one: One) => readonly string[],
): ReadonlyMap<string, readonly One[]> => {
  const groups = new Map<string, One[]>()
  for (const one of ones)
    for (const key of new Set(keysOf(one))) groups.set(key, [...(groups.get(key) ?? []), one])
  return groups
}

const sources = (clauses: readonly TracedClause[]): string =>
  table(
    'Pages of Meta’s with their clauses',
    ['page', 'clauses'],
    [...grouped(clauses, ({ source }) => [source])].map(([source, own]) => [
      sourceLink(source),
      listed(own.map(({ id }) => toClause(id))),
    ]),
  )

const sourceLink = (source: string): string =>
  source.startsWith('https://')
    ? `<a href="${escaped(source)}">${escaped(source.slice(source.indexOf('/whatsapp/') + '/whatsapp/'.length))}</a>`
    : escaped(source)

const clausePart = (clause: TracedClause, link: Link): string => {
  const lines: readonly (readonly [string, string])[] = [
    ['From', sourceLink(clause.source)],
    ...clause.rules.map((rule) => ['Rule', ruleLine(rule, link)] as const),
    ['Named in', places(clause.named, link)],
    ...clause.laws.map(
      ({ id, mutants }) => ['Law', `${lawLink(id, link)}, which catches: ${escaped(mutants)}`] as const,
    ),
    ['Rows in', places(clause.rows, link)],
    [isOther(clause.leftOut) ? 'Executed as' : 'No rule', linked(clause.leftOut ?? '')],
  ]
  const items = lines.flatMap(([name, html]) => (html === '' ? [] : [`<li>${name}: ${html}</li>`]))
  return `<h3 id="${anchorOf(clause.id)}">${escaped(clause.id)}</h3><p>${escaped(clause.sentence)}</p><ul>${items.join('')}</ul>`
}

/** Is it executed as other clauses, which the page of the rules then names? */
const isOther = (leftOut: string | null): boolean => /^[`A-Z0-9, -]+$/.test(leftOut ?? '')

const linked = (text: string): string =>
  isOther(text) ? listed(text.split(', ').map((id) => toClause(id.replaceAll('`', '')))) : escaped(text)

const ruleLine = ({ key, books, code: read }: TracedRule, link: Link): string => {
  const where = books.map((book) => link(`packages/core/rulebooks/${book}.md`, book))
  const under = where.length === 0 ? 'under every rulebook' : `under ${listed(where)}`
  return `${code(key)} ${under}${read.length === 0 ? '' : `, read in ${places(read, link)}`}`
}

const lawLink = (id: string, link: Link): string => link(`packages/laws/LAWS.md#${id}`, escaped(id))

const places = (all: readonly Place[], link: Link): string =>
  listed(all.map(({ path, line }) => link(`${path}#${lineId(line)}`, escaped(shortOf(path)))))

const shortOf = (path: string): string => path.replace(/^packages\//, '').replace(/\/src\//, '/')

const lawTable = (clauses: readonly TracedClause[], laws: readonly TracedLaw[], link: Link): string => {
  const known: ReadonlySet<string> = new Set(clauses.map(({ id }) => id))
  return table(
    'Laws with their clauses and mutants',
    ['law', 'rests on', 'catches'],
    laws.map(({ id, cites, mutants }) => [
      lawLink(id, link),
      listed(cites.map((one) => (known.has(one) ? toClause(one) : escaped(one)))),
      escaped(mutants),
    ]),
  )
}

/** By file of the code, the clauses that it executes. */
const codeTable = (clauses: readonly TracedClause[], link: Link): string => {
  const paths = ({ rules, named }: TracedClause): readonly string[] =>
    [...rules.flatMap(({ code: read }) => read), ...named].map(({ path }) => path)
  return table(
    'Files of the code with their clauses',
    ['file', 'clauses'],
    [...grouped(clauses, paths)]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([path, own]) => [link(path, escaped(shortOf(path))), listed(own.map(({ id }) => toClause(id)))]),
  )
}
