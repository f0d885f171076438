import type { Content } from './layout.ts'

/** What can be found: a part of a page under a heading. The browser's side has the same shape. */
export interface Entry {
  readonly page: string
  readonly heading: string
  /** Relative to the root of the site. */
  readonly url: string
  readonly text: string
}

/** The entries of a page: one for what stands under each of its headings. */
export const entriesOf = ({ url, title, html }: Content): readonly Entry[] => {
  const parts = html.split(/(?=<h[123] id=")/)
  return [
    ...rowsOf(html, title, url),
    ...parts.flatMap((part) => {
      const found = /^<h(?<depth>[123]) id="(?<id>[^"]*)">(?<heading>.*?)<\/h[123]>/s.exec(part)?.groups
      const text = wordsOf(found === undefined ? part : part.slice(part.indexOf('</h')))
      if (text === '' && found === undefined) return []
      const isTitle = found === undefined || found['depth'] === '1'
      return [
        {
          page: title,
          heading: isTitle ? '' : wordsOf((found['heading'] ?? '').replace(/<a class="anchor".*/s, '')),
          url: isTitle ? url : `${url}#${found['id'] ?? ''}`,
          text: text.slice(0, mostText),
        },
      ]
    }),
  ]
}

/** Rows that can be linked to, such as clauses and error codes, are found by their first cell. */
const rowsOf = (html: string, page: string, url: string): readonly Entry[] =>
  [...html.matchAll(/<tr id="(?<id>[^"]*)"><td>(?<heading>.*?)<\/td>(?<rest>.*?)<\/tr>/gs)].map(
    ({ groups }) => ({
      page,
      heading: wordsOf(groups?.['heading'] ?? ''),
      url: `${url}#${groups?.['id'] ?? ''}`,
      text: wordsOf(groups?.['rest'] ?? ''),
    }),
  )

/** Longer tables are found by their first rows only; clauses have entries of their own. */
const mostText = 4000

const wordsOf = (html: string): string =>
  html
    .replaceAll(/<!--.*?-->/gs, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim()
