import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { graphClient, readWebhookText } from '@guichet/cloud-api'
import { engine, isLeft, reasonsInWords, settings, type Instant } from '@guichet/core'
import { gateway } from '@guichet/http'
import { realSurroundings, runtime } from '@guichet/runtime'
import { sqliteStore } from '@guichet/store-sqlite'
import { clockHeader, type GatewaySetup } from './gateway-setup.ts'
import { numberSettings } from './scenery.ts'

/**
 * A process that serves the gateway on a SQLite file, as `guichet serve` does, but for its clock: that is as late
 * as the latest request says, and wrong by the same all day.
 */
const serve = async ({
  path,
  graphUrl,
  timeZone,
  now: start,
  skew,
  ...secrets
}: GatewaySetup): Promise<void> => {
  let now = start
  const surroundings = { ...realSurroundings, now: (): Instant => now + skew }
  const rules = settings({ timeZone, phoneNumbers: numberSettings })
  if (isLeft(rules)) throw new Error(reasonsInWords(rules.left))
  const own = engine(rules.right)
  const { accessToken, appSecret, verifyToken, apiKey } = secrets
  const bound = runtime({
    engine: own,
    store: await sqliteStore({ path }),
    read: readWebhookText,
    // A slow request must not be given up: WhatsApp would date the message by a later step of the day.
    transport: graphClient({ accessToken, baseUrl: graphUrl, timeout: 15_000 }),
    surroundings,
  })
  const subject = gateway({
    runtime: bound,
    engine: own,
    graph: { baseUrl: graphUrl, accessToken },
    appSecrets: [appSecret],
    verifyToken,
    apiKeys: [apiKey],
    surroundings,
    limits: { lengthIsEnforced: true },
    log: (entry) => {
      if (entry.level !== 'info') process.stderr.write(`${JSON.stringify(entry)}\n`)
    },
  })
  const readClock = ({ headers }: IncomingMessage): void => {
    now = Math.max(now, Number(headers[clockHeader] ?? 0))
  }
  const server = createServer(
    // While everything is compared nobody asks for a while.
    { keepAliveTimeout: 75_000 },
    getRequestListener(
      (request, { incoming }) => {
        if ('headers' in incoming) readClock(incoming as IncomingMessage)
        return subject.fetch(request)
      },
      { overrideGlobalObjects: false },
    ),
  )
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo
    process.stdout.write(`http://127.0.0.1:${port}\n`)
  })
  // The parent process is gone.
  process.stdin.resume().once('end', () => process.exit(1))
  process.once('SIGTERM', () => {
    server.close()
    server.closeIdleConnections()
    void subject
      .drain()
      .then(() => bound.close())
      .then(() => process.exit(0))
  })
}

await serve(JSON.parse(process.argv[2] ?? '') as GatewaySetup)
