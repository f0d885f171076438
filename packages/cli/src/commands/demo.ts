import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realSurroundings } from '@guichet/runtime'
import { sqliteStore } from '@guichet/store-sqlite'
import { startAssistant } from '../demo/assistant.ts'
import { credentials, openShop } from '../demo/shop.ts'
import { welcome } from '../demo/welcome.ts'
import { exit, write, type Io } from '../io.ts'
import { openGateway } from '../serve/gateway.ts'
import { listen, type Listening } from '../serve/listen.ts'
import { logTo } from '../serve/log.ts'
import { stop } from '../serve/stopping.ts'

export interface DemoRequest {
  readonly port: number
  readonly emulatorPort: number
  readonly host: string
  readonly timeZone: string
  readonly seed: number
}

/** `guichet demo`: the gateway and its board with an emulated WhatsApp that plays a day of a shop. */
export const demoCommand = async (request: DemoRequest, io: Io): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-demo-'))
  try {
    return await play(request, join(folder, 'guichet.db'), io)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const play = async (
  { port, emulatorPort, host, timeZone, seed }: DemoRequest,
  path: string,
  io: Io,
): Promise<number> => {
  const apiKey = `demo-${randomBytes(12).toString('hex')}`
  const log = logTo(io.stderr)
  const { now } = io
  const asked = io.untilStopped()
  // Each of the two needs the other's address, so the ports come first.
  const servers: Listening[] = []
  const open = async (handler: Parameters<typeof listen>[0], at: number): Promise<Listening> => {
    const server = await listen(handler, { port: at, host })
    servers.push(server)
    return server
  }
  let whatsappFetch: (request: Request) => Promise<Response> = notYet
  let gatewayFetch: (request: Request) => Promise<Response> = notYet
  try {
    const whatsappServer = await open((request) => whatsappFetch(request), emulatorPort)
    const gatewayServer = await open((request) => gatewayFetch(request), port)
    const { gateway, runtime } = openGateway({
      settings: {
        appSecrets: [credentials.appSecret],
        verifyToken: 'demo-verify-token',
        accessToken: credentials.accessToken,
        graphUrl: whatsappServer.url,
        apiKeys: [apiKey],
        rates: null,
        timeZone,
        forwardWebhooksTo: null,
        phoneNumberId: '100000000000001',
      },
      stores: [await sqliteStore({ path })],
      surroundings: { ...realSurroundings, now },
      // Errors only: the addresses should stay on the screen.
      log: (entry) => (entry.level === 'error' && entry.event !== 'request' ? log(entry) : undefined),
    })
    gatewayFetch = gateway.fetch
    const { whatsapp, catchUp, toAnswer } = openShop({
      now,
      seed,
      timeZone,
      webhook: `${gatewayServer.url}/webhooks/whatsapp`,
    })
    whatsappFetch = whatsapp.fetch
    await write(
      io.stdout,
      welcome({ gateway: gatewayServer.url, whatsapp: whatsappServer.url, apiKey, path }),
    )
    // The user may end the demo while it is still playing the past.
    let isAsked = false
    void asked.then(() => (isAsked = true))
    await catchUp(() => isAsked)
    const halt = whatsapp.run()
    const rest = startAssistant({ gateway: gatewayServer.url, apiKey, now, scenes: toAnswer })
    await asked
    rest()
    const drain = async (): Promise<void> => {
      await halt()
      await gateway.drain()
      await runtime.close()
    }
    await stop({ servers, drain, patience: 5_000 })
    return exit.fine
  } finally {
    for (const { abandon, close } of servers) {
      const closed = close()
      abandon()
      await closed
    }
  }
}

const notYet = async (): Promise<Response> => new Response('starting', { status: 503 })
