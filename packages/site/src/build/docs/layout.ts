import { escaped, toRoot } from '../html.ts'
import type { Heading } from './markdown.ts'
import type { Section } from './page.ts'

/** A page of the site, without its frame. */
export interface Content {
  readonly url: string
  readonly title: string
  readonly html: string
  readonly headings: readonly Heading[]
}

/** The same policy on every page: nothing inline, nothing from elsewhere, and no connection at all. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'"

/** A whole page: frame, navigation, content, its headings. */
export const layout = ({ url, title, html, headings }: Content, sections: readonly Section[]): string => {
  const root = toRoot(url)
  const name = title === 'Guichet' ? 'Guichet' : `${title} · Guichet`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<title>${escaped(name)}</title>
<link rel="icon" href="${root}assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}assets/site.css">
<script type="module" src="${root}assets/site.js"></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="header">
<a class="brand" href="${root === '' ? './' : root}"><span>Guichet</span></a>
<nav class="top" aria-label="Site">${top(root)}</nav>
<div class="tools" id="tools"></div>
</header>
<div class="page">
<nav class="side" aria-label="Pages"><details id="pages" open><summary>Pages</summary>${sections.map((one) => navigation(one, url, root)).join('')}</details></nav>
<main id="content" class="prose" tabindex="-1">
${html}
</main>
${contents(headings)}
</div>
</body>
</html>
`
}

const top = (root: string): string =>
  [
    ['playground/', 'Playground'],
    ['core/rules/', 'Rules'],
    ['api/', 'API'],
  ]
    .map(([url, name]) => `<a href="${root}${url}">${name}</a>`)
    .join('')

const navigation = ({ title, pages }: Section, url: string, root: string): string => {
  const items = pages.map(
    (page) =>
      `<li><a href="${`${root}${page.url}` || './'}"${page.url === url ? ' aria-current="page"' : ''}>${escaped(page.name)}</a></li>`,
  )
  return `<h2>${escaped(title)}</h2><ul>${items.join('')}</ul>`
}

const contents = (headings: readonly Heading[]): string => {
  const shown = headings.filter(({ depth }) => depth === 2)
  if (shown.length < 2) return ''
  const items = shown.map(({ id, text }) => `<li><a href="#${id}">${escaped(text)}</a></li>`)
  return `<nav class="toc" aria-label="On this page"><h2>On this page</h2><ul>${items.join('')}</ul></nav>`
}
