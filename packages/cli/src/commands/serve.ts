import { isStoreFailure, realSurroundings } from '@guichet/runtime'
import { exit, write, type Io } from '../io.ts'
import { listen } from '../serve/listen.ts'
import { logLevelBy, type LogLevel } from '../serve/log-level.ts'
import { logTo } from '../serve/log.ts'
import { secondsBy } from '../serve/seconds.ts'
import { readBasis, serve } from '../serve/served.ts'
import { leaveSlowly, stop } from '../serve/stopping.ts'
import { ownAddress, peerAddressBy, type PeerAddress } from '../serve/peer-address.ts'
import { peerDoor } from '../serve/peer-door.ts'
import { companyOf } from '../serve/peers.ts'
import { openStores } from '../store/open.ts'
import { tracesPlace } from '../serve/traces/place.ts'
import { openTraces } from '../serve/traces/traces.ts'

export interface ServeRequest {
  readonly port: number
  readonly host: string
  /** The path of a configuration of several tenants; `null`: one tenant, from the environment. */
  readonly config: string | null
  /** The URL of the store, or of several, comma-separated; made where there is none. */
  readonly store: string
  /** How far ahead of the clock a stored event counts; `null`: from the environment. */
  readonly aheadSeconds: number | null
  /** How long to keep serving after the signal to end; `null`: from the environment. */
  readonly drainSeconds: number | null
  /** The least level of the log; `null`: from the environment. */
  readonly logLevel: LogLevel | null
  /** Where the other processes on the store reach this one; `null`: from the environment. */
  readonly peerAddress: PeerAddress | null
  /** Where traces go; `true`: where the environment says; `null`: nowhere. */
  readonly traces: string | true | null
}

/** How long open requests may take after the signal to end. */
const patience = 30_000

/** `guichet serve`: the gateway, until a signal ends the process. */
export const serveCommand = async (request: ServeRequest, io: Io): Promise<number> => {
  const { port, host, store: url } = request
  // A file says all that there is to say, and the options the rest.
  const environment = request.config === null ? io.environment : {}
  const countsAhead = secondsBy(request.aheadSeconds, environment, 'GUICHET_AHEAD_SECONDS', 60)
  const grace = secondsBy(request.drainSeconds, environment, 'GUICHET_DRAIN_SECONDS', 5)
  const address = peerAddressBy(request.peerAddress, environment)
  const place = request.traces === null ? null : tracesPlace(request.traces, environment)
  const read = await readBasis(request.config, io)
  if (!read.ok) {
    await write(io.stderr, `guichet: ${read.heading}:\n${lines(read.problems)}`)
    return exit.unusable
  }
  const { basis } = read
  const log = logTo(io.stderr, logLevelBy(request.logLevel, environment))
  const asked = io.untilStopped()
  const traces = await openTraces(place, log, io.now)
  const stores = await openStores(url, 'make', 'own').catch((error: unknown) => {
    throw isStoreFailure(error)
      ? new Error(error.message.replaceAll(/\s*\n\s*/g, ' '), { cause: error })
      : error
  })
  try {
    const surroundings = { ...realSurroundings, now: io.now }
    // The first of several stores knows all processes.
    const members = stores[0]?.members
    if (address !== null && members === undefined)
      throw new Error(
        '--peer-address and GUICHET_PEER_ADDRESS are for a store that several processes share: postgres://…',
      )
    const company = members === undefined ? null : companyOf({ members, log, now: io.now })
    const peers = company === null ? {} : { peers: company }
    const { tracing } = traces
    const served = serve({ basis, stores, surroundings, log, countsAhead, tracing, ...peers }, io)
    const { gateway } = served
    const door = company === null ? null : peerDoor(company.secret, served)
    const server = await listen(gateway.fetch, { port, host }, undefined, door?.onConnect)
    await company?.join(ownAddress(address, { host, port: portOf(server.url) }))
    log({
      level: 'info',
      event: 'serving',
      at: io.now(),
      url: server.url,
      graph: basis.graphUrl,
      ...(place === null ? {} : { traces: place.url }),
    })
    await write(io.stdout, `${server.url}\n`)
    const signal = await asked
    log({ level: 'info', event: 'leaving', at: io.now(), signal, seconds: grace / 1000 })
    served.stop()
    await company?.leave()
    await leaveSlowly({ leave: gateway.leave, grace, askedAgain: io.untilStopped() })
    log({ level: 'info', event: 'draining', at: io.now(), signal })
    const drain = async (): Promise<void> => {
      await gateway.drain()
      await door?.close()
      await served.close()
    }
    const isDone = await stop({ servers: [server], drain, patience, askedAgain: io.untilStopped() })
    const level = isDone ? 'info' : 'warn'
    log({ level, event: isDone ? 'stopped' : 'stopped with work under way', at: io.now() })
    return exit.fine
  } finally {
    for (const store of stores) await store.close()
    await traces.close()
  }
}

const portOf = (url: string): number => Number(new URL(url).port || 80)

const lines = (problems: readonly string[]): string => problems.map((problem) => `  ${problem}\n`).join('')
