import type { IncomingMessage, ServerResponse } from 'node:http'

/** A server that is up. */
export interface Listening {
  /** Such as `http://localhost:3000`. */
  readonly url: string
  /** Takes no more requests; resolves when those under way are answered. */
  readonly close: () => Promise<void>
}

/** Answers every path of a port. A handler that fails is answered with 500 and written to standard error. */
export const listen = async (
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  port: number,
  host?: string,
): Promise<Listening> => {
  const { createServer } = await import('node:http')
  const server = createServer((request, response) => {
    answer(request, response).catch((fault: unknown) => {
      process.stderr.write(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const bound = address === null || typeof address === 'string' ? port : address.port
  return {
    url: `http://${host ?? 'localhost'}:${bound}`,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}
