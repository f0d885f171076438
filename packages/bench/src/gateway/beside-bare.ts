import { inFolder } from '../durable/sqlite.ts'
import { webhookBodies } from '../durable/receiver.ts'
import { median } from '../measure.ts'
import { drive, quantile, requestOf, type Measured } from './load.ts'
import { secret, startBare, startGateway, type ServerProcess } from './servers.ts'

/** One phone number at 1,000 messages a second makes 4,000 webhooks a second: the message and its statuses. */
const aim = { ratio: 0.4, rate: 2_000, p99: 250 }

const threads = 5_000
const connections = 64
const rounds = 3

/** Prints how `guichet serve` takes webhooks, beside a server that only checks their signature. */
export const gatewayBesideBare = async (): Promise<void> => {
  const requests = webhookBodies(40_000, threads).map((body) => requestOf(body, secret))
  const fast = (server: ServerProcess): Promise<Measured> =>
    drive({ port: server.port, requests, connections, rate: null })
  const steady = (server: ServerProcess): Promise<Measured> =>
    drive({ port: server.port, requests: requests.slice(0, aim.rate * 10), connections, rate: aim.rate })

  const ours: Measured[] = []
  const bare: Measured[] = []
  const [calmOurs, calmBare]: [Measured[], Measured[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    await inFolder(async (folder) => {
      await during(await startGateway(folder), async (server) => ours.push(await fast(server)))
    })
    await during(await startBare(), async (server) => bare.push(await fast(server)))
    await inFolder(async (folder) => {
      await during(await startGateway(folder), async (server) => calmOurs.push(await steady(server)))
    })
    await during(await startBare(), async (server) => calmBare.push(await steady(server)))
  }
  const ratio = median(ours.map(({ perSecond }) => perSecond)) / median(bare.map(({ perSecond }) => perSecond))
  const worst = median(calmOurs.map(({ latencies }) => quantile(latencies, 0.99)))
  console.log(
    [
      `the gateway on SQLite: ${requests.length} signed webhooks over ${connections} connections, beside a server that only checks the signature`,
      `  guichet   ${told(ours)}`,
      `  bare      ${told(bare)}`,
      `  ratio     ${ratio.toFixed(2)} (target ${aim.ratio}: ${ratio >= aim.ratio ? 'reached' : 'MISSED'})`,
      `the same at ${aim.rate} a second`,
      `  guichet   ${told(calmOurs)}`,
      `  bare      ${told(calmBare)}`,
      `  p99       ${worst.toFixed(1)} ms (target below ${aim.p99} ms: ${worst < aim.p99 ? 'reached' : 'MISSED'})`,
      '',
    ].join('\n'),
  )
}

const during = async (
  server: ServerProcess,
  work: (server: ServerProcess) => Promise<unknown>,
): Promise<void> => {
  try {
    await work(server)
  } finally {
    await server.end()
  }
}

const told = (measured: readonly Measured[]): string => {
  const of = (figure: (one: Measured) => number): number => median(measured.map(figure))
  const [rate, half, most] = [
    of(({ perSecond }) => perSecond),
    of(({ latencies }) => quantile(latencies, 0.5)),
    of(({ latencies }) => quantile(latencies, 0.99)),
  ]
  return `${Math.round(rate).toLocaleString('en-US').padStart(7)} a second, acknowledged in ${half.toFixed(1)} ms (p50), ${most.toFixed(1)} ms (p99)`
}
