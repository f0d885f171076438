import type { IncomingMessage, ServerResponse } from 'node:http'

/** A server that is up. */
export interface Listening {
  /** Such as `http://localhost:3000`. */
  readonly url: string
  /** Takes no more requests; resolves when those under way are answered. */
  readonly close: () => Promise<void>
}

/** Writes a line there, or to the console of a runtime that has no standard error. */
export const toStandardError = (words: string): void => {
  if (typeof process === 'undefined') globalThis.console.error(words)
  else process.stderr.write(`${words}\n`)
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
      toStandardError(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault))
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (fault: NodeJS.ErrnoException) =>
      reject(fault.code === 'EADDRINUSE' ? new Error(`port ${port} is in use`, { cause: fault }) : fault),
    )
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const bound = address === null || typeof address === 'string' ? port : address.port
  return {
    url: `http://${host ?? 'localhost'}:${bound}`,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}
