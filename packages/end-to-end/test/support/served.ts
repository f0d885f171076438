import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'

/** A web-standard handler behind a port of this machine. */
export interface Served {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string
  readonly close: () => Promise<void>
}

/** Serves a handler on a port that is free. */
export const served = (handler: (request: Request) => Response | Promise<Response>): Promise<Served> =>
  new Promise((resolve) => {
    const server = serve(
      { fetch: handler, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false },
      ({ port }: AddressInfo) =>
        resolve({
          url: `http://127.0.0.1:${port}`,
          close: () =>
            new Promise((closed) => {
              server.close(() => closed())
              if ('closeAllConnections' in server) server.closeAllConnections()
            }),
        }),
    )
  })
