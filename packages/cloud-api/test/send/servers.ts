import { type IncomingHttpHeaders, type RequestListener, createServer } from 'node:http'
import { type AddressInfo, type Server, type Socket, createServer as createSocketServer } from 'node:net'

/** What a server was asked. */
export interface Asked {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Running {
  readonly baseUrl: string
  /** Every request so far. */
  readonly asked: Asked[]
}

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}

const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()))

/** Does something while an HTTP server answers. */
export const withServer = async <A>(
  answer: RequestListener,
  work: (running: Running) => Promise<A>,
): Promise<A> => {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      asked.push({ method, url, headers, body })
      answer(request, response)
    })
  })
  try {
    return await work({ baseUrl: await listening(server), asked })
  } finally {
    server.closeAllConnections()
    await closed(server)
  }
}

interface Connected {
  readonly baseUrl: string
  /** When the first connection that was made is closed again, by whomever. */
  readonly closing: Promise<void>
}

/** Does something while a server without any HTTP of its own handles connections. */
export const withSockets = async <A>(
  handle: (socket: Socket) => void,
  work: (connected: Connected) => Promise<A>,
): Promise<A> => {
  let close = (): void => undefined
  const closing = new Promise<void>((resolve) => (close = resolve))
  const sockets = new Set<Socket>()
  const server = createSocketServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', close)
    handle(socket)
  })
  try {
    return await work({ baseUrl: await listening(server), closing })
  } finally {
    for (const socket of sockets) socket.destroy()
    await closed(server)
  }
}

/** A base URL where nobody listens. */
export const nobody = (): Promise<string> =>
  withSockets(
    () => undefined,
    ({ baseUrl }) => Promise.resolve(baseUrl),
  )
