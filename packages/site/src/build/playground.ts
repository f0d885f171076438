import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldown, type Plugin } from 'rolldown'
import { boardFiles } from '@guichet/board'

/** Files of the site by their paths, without a slash before. */
export type SiteFiles = ReadonlyMap<string, string>

/** A file of the repository, the same from the sources and from the build. */
export const repositoryFile = (path: string): string =>
  fileURLToPath(new URL(`../../../../${path}`, import.meta.url))

const textOf = (path: string): string => readFileSync(repositoryFile(path), 'utf8')

/** What the page cannot fetch is written into it. */
const examples = {
  bakery: 'packages/cli/examples/bakery.ndjson',
  rates: 'packages/rates/samples/2026-10-01-usd-sample.csv',
  amendment: 'packages/cli/examples/hypothesis.json',
} as const

/** The playground as static files: the page, two scripts made of the sources, the style, the icon. */
export const playgroundFiles = async (): Promise<SiteFiles> => {
  const scripts = await Promise.all([scriptOf('main'), scriptOf('worker')])
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

const scriptOf = async (name: 'main' | 'worker'): Promise<string> => {
  const work = await rolldown({
    input: repositoryFile(`packages/site/src/playground/${name}.ts`),
    platform: 'browser',
    resolve: {
      conditionNames: ['@guichet/source', 'import', 'browser', 'default'],
      alias: {
        'node:crypto': repositoryFile('packages/site/src/playground/node-crypto.ts'),
        // The other one takes Node's buffers for granted.
        'csv-parse/sync': 'csv-parse/browser/esm/sync',
      },
    },
    plugins: [asModules],
    checks: { bundlerTimings: false },
  })
  const { output } = await work.generate({ format: 'esm', minify: true })
  await work.close()
  const [script, ...others] = output
  if (script === undefined || others.length > 0) throw new Error(`${name} became several files`)
  return script.code
}

/** A bundler can leave parts out of the modules of fp-ts and io-ts, not out of their CommonJS. */
const asModules: Plugin = {
  name: 'modules of fp-ts and io-ts',
  resolveId(id, importer, options) {
    const module = id === 'io-ts' ? 'io-ts/es6/index.js' : id.replace(/^fp-ts\/lib\//, 'fp-ts/es6/')
    return module === id ? null : this.resolve(module, importer, { ...options, skipSelf: true })
  },
}
