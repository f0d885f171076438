import { inFolder } from '../durable/sqlite.ts'
import { webhookBodies } from '../durable/receiver.ts'
import { median } from '../measure.ts'
import { drive, quantile, requestOf, type Measured } from './load.ts'
import { secret, startBare, startGateway, type ServerProcess } from './servers.ts'

const aim = { ratio: 0.4, rate: 2_000, p99: 250 }

/** One phone number at 1,000 messages a second makes 4,000 webhooks a second: messages and their statuses (HOOK-8). */
const fullRate = 4_000

const threads = 5_000
/** Sent first and not measured: a new process compiles as it goes. */
const warmingUp = 5_000
/** As many as a server has open that answers 4,000 requests a second within some 60 milliseconds. */
const connections = 256
const rounds = 3
const seconds = 10

interface Run {
  /** Requests a second; `null`: as fast as they are answered. */
  readonly rate: number | null
  readonly ours: Measured[]
  /** The same while every webhook goes on to a bot. */
  readonly forwarding: Measured[]
  readonly bare: Measured[]
}

/** Prints how `guichet serve` takes webhooks, beside a server that only checks their signature. */
export const gatewayBesideBare = async (): Promise<void> => {
  const all = webhookBodies(warmingUp + fullRate * seconds, threads).map((body) => requestOf(body, secret))
  const requests = all.slice(warmingUp)
  const runs: readonly Run[] = [null, fullRate, aim.rate].map((rate) => ({
    rate,
    ours: [],
    forwarding: [],
    bare: [],
  }))
  for (let round = 0; round < rounds; round++)
    for (const { rate, ours, forwarding, bare } of runs) {
      const load = rate === null ? requests : requests.slice(0, rate * seconds)
      const measure = async ({ port }: ServerProcess): Promise<Measured> => {
        await drive({ port, requests: all.slice(0, warmingUp), connections, rate: null })
        return drive({ port, requests: load, connections, rate })
      }
      await inFolder(async (folder) => ours.push(await during(await startGateway(folder), measure)))
      const bot = await startBare()
      const botUrl = `http://127.0.0.1:${bot.port}/webhook`
      await inFolder(async (folder) =>
        forwarding.push(await during(await startGateway(folder, botUrl), measure)),
      )
      await bot.end()
      bare.push(await during(await startBare(), measure))
    }
  console.log(
    `the gateway on SQLite: signed webhooks over ${connections} connections, beside a server that only checks the signature`,
  )
  for (const { rate, ours, forwarding, bare } of runs) {
    console.log(
      `  ${rate === null ? 'as fast as they are answered' : `at ${rate.toLocaleString('en-US')} a second`}`,
    )
    console.log(`    guichet   ${told(ours)}\n    forwards  ${told(forwarding)}\n    bare      ${told(bare)}`)
    if (rate !== aim.rate) {
      const ratio = median(ours.map(perSecond)) / median(bare.map(perSecond))
      console.log(`    ratio     ${ratio.toFixed(2)} (target ${aim.ratio}: ${verdict(ratio >= aim.ratio)})`)
    } else {
      const p99 = median(ours.map(({ latencies }) => quantile(latencies, 0.99)))
      console.log(
        `    p99       ${p99.toFixed(1)} ms (target below ${aim.p99} ms: ${verdict(p99 < aim.p99)})`,
      )
    }
  }
  console.log('')
}

const perSecond = (measured: Measured): number => measured.perSecond

const verdict = (isReached: boolean): string => (isReached ? 'reached' : 'MISSED')

const during = async <Result>(
  server: ServerProcess,
  work: (server: ServerProcess) => Promise<Result>,
): Promise<Result> => {
  try {
    return await work(server)
  } finally {
    await server.end()
  }
}

const told = (measured: readonly Measured[]): string => {
  const of = (figure: (one: Measured) => number): number => median(measured.map(figure))
  const [rate, half, most] = [
    of(perSecond),
    of(({ latencies }) => quantile(latencies, 0.5)),
    of(({ latencies }) => quantile(latencies, 0.99)),
  ]
  return `${Math.round(rate).toLocaleString('en-US').padStart(7)} a second, acknowledged in ${half.toFixed(1)} ms (p50), ${most.toFixed(1)} ms (p99)`
}
