import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A file of the board. */
export interface BoardFile {
  readonly contentType: string
  readonly body: string
}

/**
 * The files of the page by their path: `/` and `/board/…`. They are read from this package each time; throws
 * the error of `node:fs` if the package was not built.
 */
export const boardFiles = (): ReadonlyMap<string, BoardFile> => {
  const pages = readdirSync(folder('../dist/page/'), { recursive: true, encoding: 'utf8' })
  return new Map([
    ['/', file('../static/index.html', 'text/html; charset=utf-8')],
    ['/board/board.css', file('../static/board.css', 'text/css; charset=utf-8')],
    ['/board/icon.svg', file('../static/icon.svg', 'image/svg+xml')],
    ...pages
      .filter((path) => path.endsWith('.js'))
      .map((path) => path.replaceAll('\\', '/'))
      .sort()
      .map(
        (path) =>
          [`/board/page/${path}`, file(`../dist/page/${path}`, 'text/javascript; charset=utf-8')] as const,
      ),
  ])
}

/** The same folder from the sources and from the build. */
const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const file = (path: string, contentType: string): BoardFile => ({
  contentType,
  body: readFileSync(folder(path), 'utf8'),
})
