import { createServer } from 'node:http'
import { extname } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** Files that are served as any web server would, below a folder of their own. */
export interface Served {
  readonly url: string
  readonly close: () => Promise<void>
}

/**
 * Serves files from memory, to this machine alone; a path that ends in a slash is its `index.html`. Port 0 is any that is
 * free. Rejects where the port is taken.
 */
export const serveFiles = async (
  files: ReadonlyMap<string, string | Uint8Array>,
  wanted = 0,
): Promise<Served> => {
  const server = createServer(({ url = '/' }, response) => {
    const path = pathIn(url)
    if (!path.startsWith('/site/')) return void response.writeHead(302, { Location: '/site/' }).end()
    const file = `${path}${path.endsWith('/') ? 'index.html' : ''}`.slice('/site/'.length)
    const body = files.get(file)
    response.writeHead(body === undefined ? 404 : 200, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    })
    response.end(body)
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(wanted, '127.0.0.1', listening)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : wanted
  return {
    url: `http://127.0.0.1:${port}/site/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

/** The path of an address; one that is not written as paths are leads nowhere. */
const pathIn = (url: string): string => {
  try {
    return decodeURIComponent(new URL(url, 'http://localhost').pathname)
  } catch {
    return '/site/not-there'
  }
}
