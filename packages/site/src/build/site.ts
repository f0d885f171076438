import { existsSync, readFileSync } from 'node:fs'
import { apiReference } from './api/pages.ts'
import { bundled } from './bundle.ts'
import { layout, type Content } from './docs/layout.ts'
import { rendered, type Mentions } from './docs/markdown.ts'
import { withOthers, urlOf } from './docs/page.ts'
import { resolver, sourceUrl } from './docs/resolve.ts'
import { entriesOf } from './docs/search-index.ts'
import { sourcePage } from './docs/source.ts'
import { playgroundFiles } from './playground.ts'
import { repositoryFile, repositoryFiles, repositoryText } from './repository.ts'
import type { TracedLaw } from './trace/laws.ts'
import { readTrace } from './trace/read-trace.ts'

/** Files of the whole site by their paths. */
export type Site = ReadonlyMap<string, string | Uint8Array>

/** The whole site: every document of the repository, the files that they lead to, the API, search, the playground, the way from rule to code. */
export const siteFiles = async (): Promise<Site> => {
  const files = repositoryFiles()
  const documents = files.filter((path) => path.endsWith('.md'))
  const sections = withOthers(documents)
  const resolve = resolver(files)
  const api = apiReference()
  const trace = readTrace(resolve)
  const mentions = mentionsIn(api.linkOf, trace.laws)
  const pages: readonly Content[] = [
    ...documents.map((path): Content => {
      const { title, html, headings } = rendered(path, repositoryText(path), resolve, mentions)
      const url = urlOf(path)
      return {
        url,
        title,
        headings,
        html: url === '' ? html.replace('</p>', () => `</p>\n${invitation}`) : html,
      }
    }),
    ...api.pages,
    trace.page,
  ]
  const known = new Set(files)
  const sources = [...resolve.sources]
    .filter((path) => existsSync(repositoryFile(path)))
    .map((path): Content => ({
      url: sourceUrl(path),
      title: path,
      headings: [],
      html: sourcePage(path, known),
    }))
  return new Map<string, string | Uint8Array>([
    ...(await playgroundFiles()),
    ['assets/site.js', await bundled('pages/main')],
    ['assets/search-index.js', `export const entries = ${JSON.stringify(pages.flatMap(entriesOf))}\n`],
    ...[...pages, ...sources].map((page) => [`${page.url}index.html`, layout(page, sections)] as const),
    ...[...resolve.pictures].map((path) => [`files/${path}`, readFileSync(repositoryFile(path))] as const),
  ])
}

const invitation = `<p class="invitation"><a class="primary" href="playground/">Open the playground</a> <a href="playground/#log">or read a webhook log there: it stays on your machine</a></p>\n`

/** What other pages may name: the clauses, the headings of the laws, the codes in the first cells of the refusals. */
const mentionsIn = (linkOf: Mentions['api'], laws: readonly TracedLaw[]): Mentions => ({
  clauses: new Set(
    [
      ...(repositoryText('packages/core/RULES.md').split('\n## The clauses\n')[1] ?? '').matchAll(
        /^\| `([^`]+)`/gm,
      ),
    ].map(([, id]) => id ?? ''),
  ),
  laws: new Set(laws.map(({ id }) => id)),
  lawsOf: lawsByClause(laws),
  errorCodes: new Set(
    [...repositoryText('packages/core/REFUSALS.md').matchAll(/^\| `(\d+)`/gm)].map(([, code]) => code ?? ''),
  ),
  api: linkOf,
})

/** Which laws rest on each clause, as the page of the laws says. */
const lawsByClause = (laws: readonly TracedLaw[]): Mentions['lawsOf'] => {
  const found = new Map<string, string[]>()
  for (const { id, cites } of laws)
    for (const clause of cites) found.set(clause, [...(found.get(clause) ?? []), id])
  return found
}
