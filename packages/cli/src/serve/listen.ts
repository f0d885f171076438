import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'

/** A web-standard handler. If it rejects, the connection breaks without an answer. */
export type Handler = (request: Request) => Response | Promise<Response>

/** Takes the connection of a CONNECT request, with what came after it. */
export type OnConnect = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

export interface Address {
  /** 0: any free port. */
  readonly port: number
  readonly host: string
}

/** A server that takes requests. */
export interface Listening {
  /** Such as `http://127.0.0.1:8080`. */
  readonly url: string
  /** Accepts no new connection, and resolves when every request is answered. */
  readonly close: () => Promise<void>
  /** Ends every connection at once. */
  readonly abandon: () => void
}

/** How long a client may take to send a request, in milliseconds; slower ones occupy a connection. */
export interface Slowest {
  readonly headers: number
  readonly wholeRequest: number
  /** How often slow requests are checked, in milliseconds. */
  readonly noticedWithin: number
}

const usual: Slowest = { headers: 10_000, wholeRequest: 30_000, noticedWithin: 5_000 }

/**
 * Serves a handler over HTTP. Rejects with a readable error if the port is not available. Without `onConnect`, the
 * connection of a CONNECT request ends.
 */
export const listen = (
  handler: Handler,
  { port, host }: Address,
  slowest: Slowest = usual,
  onConnect?: OnConnect,
): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const server = createServer(
      {
        headersTimeout: slowest.headers,
        requestTimeout: slowest.wholeRequest,
        connectionsCheckingInterval: slowest.noticedWithin,
        // Longer than common proxies keep idle connections, so that none is closed as it is used.
        keepAliveTimeout: 75_000,
      },
      getRequestListener(
        async (request, { incoming }) => {
          try {
            return await handler(request)
          } catch {
            incoming.socket.destroy()
            return new Response(null)
          }
        },
        // Its own `Response`, in place of Node's, saves a fifth of what a webhook costs this thread.
        { overrideGlobalObjects: true },
      ),
    )
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(unable(error, port, host))))
    // The server by itself forgets what it hands over.
    const handedOver = new Set<Duplex>()
    if (onConnect !== undefined)
      server.on('connect', (request, socket, head) => {
        handedOver.add(socket)
        socket.once('close', () => handedOver.delete(socket))
        onConnect(request, socket, head)
      })
    server.listen(port, host, () => resolve(listening(server, host, handedOver)))
  })

const listening = (server: Server, host: string, handedOver: ReadonlySet<Duplex>): Listening => {
  const { port } = server.address() as AddressInfo
  let isClosing = false
  server.on('request', (_, response) => {
    // A client that keeps its connection would delay the end after its last request is answered.
    response.once('close', () => {
      if (isClosing) setImmediate(() => server.closeIdleConnections())
    })
  })
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        isClosing = true
        server.close(() => resolve())
        server.closeIdleConnections()
      }),
    abandon: () => {
      server.closeAllConnections()
      for (const socket of handedOver) socket.destroy()
    },
  }
}

const unable = ({ code, message }: NodeJS.ErrnoException, port: number, host: string): string => {
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} of ${host} is in use; choose another one with --port`
    case 'EACCES':
      return `port ${port} of ${host} needs more rights; choose one above 1023 with --port`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `this machine has no address ${host}; choose another one with --host`
    default:
      return message
  }
}
