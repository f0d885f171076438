import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve, type ServerType } from '@hono/node-server'
import { boardFiles } from '@guichet/board'
import { graphClient, readWebhookText } from '@guichet/cloud-api'
import { engine as engineOf, type Event } from '@guichet/core'
import { gateway } from '@guichet/http'
import { memoryStore, runtime, type Runtime, type SendResult, type Surroundings } from '@guichet/runtime'

export const apiKey = 'board-key-1'
export const start: number = Date.UTC(2026, 9, 20, 12)
export const MINUTE = 60_000
export const HOUR: number = 60 * MINUTE

/** A gateway with the board, served for real; its clock stands until it is moved. */
export interface World {
  readonly url: string
  readonly runtime: Runtime
  readonly clock: { now: number }
  /** How many requests came for each path, without what follows a question mark. */
  readonly asked: Map<string, number>
  /** A customer wrote, so that their window has this long left. */
  readonly wrote: (customer: string, left: number, more?: Partial<Written>) => Promise<void>
  readonly record: (...events: readonly Event[]) => Promise<void>
  /** Sends a service message whose fate nobody learns. */
  readonly sendIntoTheDark: (customer: string, key: string) => Promise<SendResult>
  /** The gateway goes away, and comes back at the same address. */
  readonly stop: () => Promise<void>
  readonly restart: () => Promise<void>
  readonly close: () => Promise<void>
}

/** What may be said of a customer's message. */
export interface Written {
  readonly phoneNumberId: string
  readonly entryPoint: { readonly source: 'ad' }
}

export const phoneNumberId = '106540352242922'
export const account = '102290129340398'

export const boardWorld = async (): Promise<World> => {
  const clock = { now: start }
  const surroundings: Surroundings = {
    now: () => clock.now,
    newId: () => randomUUID(),
    nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
  }
  const graph = await graphThatHangsUp()
  const engine = engineOf()
  const transport = graphClient({ accessToken: 'EAAG', baseUrl: addressOf(graph) })
  const bound = runtime({ engine, store: memoryStore(), read: readWebhookText, transport, surroundings })
  const made = gateway({
    runtime: bound,
    engine,
    graph: { accessToken: 'EAAG', baseUrl: addressOf(graph) },
    appSecrets: ['app-secret'],
    verifyToken: 'verify',
    apiKeys: [apiKey],
    page: boardFiles(),
    surroundings,
  })
  const asked = new Map<string, number>()
  const fetch = (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    asked.set(pathname, (asked.get(pathname) ?? 0) + 1)
    return made.fetch(request)
  }
  const listen = (port: number): Promise<ServerType> =>
    new Promise((resolve) => {
      const server = serve({ fetch, port, hostname: '127.0.0.1' }, () => resolve(server))
    })
  let server = await listen(0)
  const { port } = server.address() as AddressInfo
  const record = async (...events: readonly Event[]): Promise<void> => {
    await bound.record(events)
  }
  const stop = (): Promise<void> => closed(server)
  return {
    url: `http://127.0.0.1:${port}`,
    runtime: bound,
    clock,
    asked,
    record,
    wrote: (customer, left, more = {}) =>
      record({
        type: 'customer-messaged',
        id: `wamid.${randomUUID()}`,
        at: clock.now + left - 24 * HOUR,
        phoneNumberId,
        account,
        customer,
        kind: 'text',
        ...more,
      }),
    sendIntoTheDark: (customer, key) =>
      bound.send({
        phoneNumberId,
        recipient: customer,
        content: { kind: 'service' },
        body: { messaging_product: 'whatsapp', to: customer, type: 'text', text: { body: 'Hello' } },
        key,
      }),
    stop,
    restart: async () => {
      server = await listen(port)
    },
    close: async () => {
      await stop()
      await bound.close()
      await closed(graph)
    },
  }
}

/** Takes every message and says nothing of it, so that its sender cannot know what became of it. */
const graphThatHangsUp = async (): Promise<Server> => {
  const server = createServer((request) => {
    request.resume().on('end', () => request.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const closed = (server: ServerType): Promise<void> =>
  new Promise((resolve) => {
    if ('closeAllConnections' in server) server.closeAllConnections()
    server.close(() => resolve())
  })
