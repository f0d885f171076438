import { Marked, type Token, type Tokens } from 'marked'
import { escaped, toRoot } from '../html.ts'
import { highlighted, type LinkOf } from './highlight.ts'
import { traceUrl } from '../trace/places.ts'
import { urlOf } from './page.ts'
import type { Resolver } from './resolve.ts'
import { slugger } from './slug.ts'

/** A document as HTML. */
export interface Rendered {
  readonly title: string
  readonly html: string
  /** Its headings below the title. */
  readonly headings: readonly Heading[]
}

export interface Heading {
  readonly id: string
  readonly text: string
  readonly depth: number
}

/** What pages say of each other without a link: clauses, laws, error codes, names of the API. */
export interface Mentions {
  readonly clauses: ReadonlySet<string>
  readonly laws: ReadonlySet<string>
  readonly errorCodes: ReadonlySet<string>
  /** The laws that rest on a clause. */
  readonly lawsOf: ReadonlyMap<string, readonly string[]>
  readonly api: LinkOf
}

const rules = 'packages/core/RULES.md'
const laws = 'packages/laws/LAWS.md'
const refusals = 'packages/core/REFUSALS.md'

/** Renders a document of the repository. */
export const rendered = (path: string, text: string, resolve: Resolver, mentions: Mentions): Rendered => {
  const slugOf = slugger()
  const root = toRoot(urlOf(path))
  const headings: Heading[] = []
  let title = ''
  // Clauses are links everywhere but in links, headings and code, and where they are explained.
  let isPlain = true
  const given = new Set<string>()
  let chapter = ''
  let heading = ''
  let tables = 0
  const linked = (words: string, href: string): string => `<a href="${href}" class="clause">${words}</a>`
  const clauses = (words: string): string =>
    words.replaceAll(/\b[A-Z][A-Z0-9]*-?[A-Z]?\d+\b/g, (id) =>
      mentions.clauses.has(id)
        ? linked(id, `${path === rules ? '' : `${root}${urlOf(rules)}`}#${id.toLowerCase()}`)
        : id,
    )
  const idOfRow = (row: readonly Tokens.TableCell[]): string => {
    const words = (row[0]?.text ?? '').replaceAll('`', '')
    // `200` to `299` is one line of the refusals.
    const first = path === refusals ? (/^\d+/.exec(words)?.[0] ?? '') : words
    const isOwn =
      (path === rules && chapter === 'The clauses' && mentions.clauses.has(first)) ||
      (path === refusals && mentions.errorCodes.has(first))
    if (!isOwn || given.has(first)) return ''
    given.add(first)
    return ` id="${first.toLowerCase()}"`
  }
  const traced = (clause: string): string =>
    `<br><a class="quiet" href="${root}${traceUrl}#${clause.toLowerCase()}">From ${clause} to the code</a>`
  const checkedBy = (ids: readonly string[]): string =>
    ids.length === 0
      ? ''
      : `<br><span class="quiet">Checked by ${ids.map((id) => `<a href="${root}${urlOf(laws)}#${id}">${id}</a>`).join(', ')}</span>`
  const quietly = (render: () => string): string => {
    const before = isPlain
    isPlain = false
    const html = render()
    isPlain = before
    return html
  }
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const words = quietly(() => this.parser.parseInline(tokens))
        const plain = textOf(tokens)
        const id = slugOf(plain)
        if (depth === 2) chapter = plain
        heading = plain
        if (depth === 1 && title === '') title = plain
        else headings.push({ id, text: plain, depth })
        const anchor =
          depth === 1 ? '' : ` <a class="anchor" href="#${id}" aria-label="Link to: ${escaped(plain)}">#</a>`
        return `<h${depth} id="${id}">${words}${anchor}</h${depth}>\n`
      },
      link({ href, tokens }) {
        return `<a href="${escaped(resolve.link(href, path))}">${quietly(() => this.parser.parseInline(tokens))}</a>`
      },
      image({ href, text: alt }) {
        return `<img src="${escaped(resolve.picture(href, path))}" alt="${escaped(alt)}">`
      },
      code({ text: code, lang }) {
        const language = (lang ?? '').split(' ')[0] ?? ''
        const name = language === '' ? 'text' : language
        return `<pre tabindex="0" data-language="${escaped(name)}"><code>${highlighted(code, language, (one) => fromRoot(mentions.api(one), root))}</code></pre>\n`
      },
      codespan({ text: code }) {
        const html = `<code>${escaped(code)}</code>`
        if (!isPlain) return html
        const goal = goalOf(code, mentions, path)
        return goal === null
          ? html
          : `<a href="${goal.startsWith('#') ? goal : `${root}${goal}`}">${html}</a>`
      },
      text(token) {
        if ('tokens' in token && token.tokens !== undefined) return this.parser.parseInline(token.tokens)
        const words = 'escaped' in token && token.escaped ? token.text : escapedOnce(token.text)
        return isPlain ? clauses(words) : words
      },
      table({ header, rows }) {
        const cell = (tag: 'th' | 'td', one: Tokens.TableCell): string =>
          // An empty head names nothing.
          tag === 'td' || one.text === ''
            ? `<td>${this.parser.parseInline(one.tokens)}</td>`
            : `<th scope="col">${this.parser.parseInline(one.tokens)}</th>`
        const isHeadless = header.every(({ text: words }) => words === '')
        const head = isHeadless
          ? ''
          : `<thead><tr>${header.map((one) => cell('th', one)).join('')}</tr></thead>`
        const body = rows.map((row) => {
          const id = idOfRow(row)
          const clause = (row[0]?.text ?? '').replaceAll('`', '')
          const checks =
            id === '' || path !== rules
              ? ''
              : `${checkedBy(mentions.lawsOf.get(clause) ?? [])}${traced(clause)}`
          const cells = row.map((one, index) =>
            index === 1 ? cell('td', one).replace(/<\/td>$/, `${checks}</td>`) : cell('td', one),
          )
          return `<tr${id}>${cells.join('')}</tr>`
        })
        return `<div class="table" tabindex="0" role="region" aria-label="Table ${(tables += 1)}: ${escaped(heading)}"><table>${head}<tbody>${body.join('\n')}</tbody></table></div>\n`
      },
    },
  })
  const html = marked.parse(text, { async: false })
  return { title, html, headings }
}

/** Characters that are written as entities stay so. */
const escapedOnce = (text: string): string =>
  text
    .replaceAll(/&(?!#?\w+;)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

const fromRoot = (link: string | null, root: string): string | null =>
  link === null ? null : `${root}${link}`

/** What a word in code stands for: a clause, a law, an error code of Meta's, a name of the API. */
const goalOf = (code: string, mentions: Mentions, path: string): string | null => {
  const inPage = (page: string, id: string): string => (page === path ? `#${id}` : `${urlOf(page)}#${id}`)
  if (mentions.clauses.has(code)) return inPage(rules, code.toLowerCase())
  if (mentions.laws.has(code)) return inPage(laws, code)
  if (mentions.errorCodes.has(code)) return inPage(refusals, code)
  return mentions.api(code)
}

/** The words of a heading without marks. */
const textOf = (tokens: readonly Token[]): string =>
  tokens
    .map((token) =>
      'tokens' in token && token.tokens !== undefined
        ? textOf(token.tokens)
        : 'text' in token
          ? String(token.text)
          : token.raw,
    )
    .join('')
