import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** Files served as any web server would, below a folder of their own. */
export interface Served {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Serves files from memory; a path that ends in a slash is its `index.html`. */
export const serveFiles = async (files: ReadonlyMap<string, string | Uint8Array>): Promise<Served> => {
  const server = createServer(({ url = '/' }, response) => {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname).slice('/site/'.length)
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path
    const body = files.get(file)
    response.writeHead(body === undefined ? 404 : 200, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    })
    response.end(body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/site/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
