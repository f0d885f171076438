import { readFileSync } from 'node:fs'
import { boardFiles } from '@guichet/board'
import { bundled } from './bundle.ts'
import { repositoryFile } from './repository.ts'

/** Files of the site by their paths, without a slash before. */
export type SiteFiles = ReadonlyMap<string, string>

const textOf = (path: string): string => readFileSync(repositoryFile(path), 'utf8')

/** What the page cannot fetch is written into it. */
const examples = {
  bakery: 'packages/cli/examples/bakery.ndjson',
  rates: 'packages/rates/samples/2026-10-01-usd-sample.csv',
  amendment: 'packages/cli/examples/hypothesis.json',
} as const

/** The playground as static files: the page, two scripts made of the sources, the style, the icon. */
export const playgroundFiles = async (): Promise<SiteFiles> => {
  const scripts = await Promise.all([bundled('playground/main'), bundled('playground/worker')])
  return new Map([
    ['playground/index.html', pageWith(examples)],
    ['assets/playground.js', scripts[0]],
    ['assets/worker.js', scripts[1]],
    ['assets/site.css', siteStyle()],
    ['assets/icon.svg', boardFiles().get('/board/icon.svg')?.body ?? ''],
  ])
}

const pageWith = (texts: Readonly<Record<string, string>>): string => {
  const blocks = Object.entries(texts).map(
    ([name, path]) =>
      `<script type="text/plain" data-example="${name}">\n${withoutEnd(textOf(path), path)}</script>`,
  )
  return textOf('packages/site/static/playground.html').replace('<!-- examples -->', () => blocks.join('\n'))
}

/** A text inside a script ends at its first end tag, and nothing can be escaped there. */
const withoutEnd = (text: string, path: string): string => {
  if (/<(?:\/script|!--)/i.test(text)) throw new Error(`${path} cannot stand inside a page`)
  return text
}

/** The board's style and what the site adds to it. */
const siteStyle = (): string => {
  const board = boardFiles().get('/board/board.css')?.body ?? ''
  return `${board.replaceAll("url('/board/icon.svg')", "url('icon.svg')")}\n${textOf('packages/site/static/site.css')}`
}
