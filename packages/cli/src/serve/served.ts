import { DAY, isLeft, type Duration } from '@guichet/core'
import type { Gateway, Log } from '@guichet/http'
import type { Peers, Runtime, Store, Surroundings, Tracing } from '@guichet/runtime'
import type { Config } from '../config/config.ts'
import { configProblemsInWords, readConfig } from '../config/read.ts'
import { loadRateCard } from '../input/rate-card.ts'
import type { Io } from '../io.ts'
import type { RateCard } from '@guichet/rates'
import { openGateway } from './gateway.ts'
import { hourly } from './hourly.ts'
import { reloading } from './reloading.ts'
import { readGraphUrl, readSettings, type GatewaySettings } from './settings.ts'
import { openTenants } from './tenants.ts'

/** What a gateway serves by: the environment for one tenant, or a file for several. */
export type Basis =
  | {
      readonly is: 'environment'
      readonly settings: GatewaySettings
      readonly card: RateCard | null
      readonly graphUrl: string
    }
  | { readonly is: 'file'; readonly path: string; readonly config: Config; readonly graphUrl: string }

/** The basis, or what is wrong with it, in words for people. */
export type BasisReading =
  | { readonly ok: true; readonly basis: Basis }
  | { readonly ok: false; readonly heading: string; readonly problems: readonly string[] }

/** Reads what to serve by. With a file only the address of the Graph API comes from the environment. */
export const readBasis = async (path: string | null, { environment }: Io): Promise<BasisReading> => {
  if (path === null) {
    const read = readSettings(environment)
    if (!read.ok) return { ok: false, heading: 'set these environment variables', problems: read.problems }
    const { settings } = read
    const card = settings.rates === null ? null : await loadRateCard(settings.rates)
    return { ok: true, basis: { is: 'environment', settings, card, graphUrl: settings.graphUrl } }
  }
  const graphUrl = readGraphUrl(environment)
  const config = await readConfig(path, environment)
  return isLeft(config)
    ? { ok: false, heading: `${path} cannot be used`, problems: configProblemsInWords(config.left) }
    : { ok: true, basis: { is: 'file', path, config: config.right, graphUrl } }
}

/** A gateway that serves. */
export interface Served {
  readonly gateway: Gateway
  readonly performFor: Runtime['performFor']
  /** Ends what it does beside requests; those under way go on. */
  readonly stop: () => void
  /** Closes after the last request. */
  readonly close: () => Promise<void>
}

export interface ServedInput {
  readonly basis: Basis
  readonly stores: readonly Store[]
  readonly surroundings: Surroundings
  readonly log: Log
  readonly countsAhead: Duration
  readonly peers?: Peers | undefined
  readonly tracing: Tracing
}

/** How long an entry of the audit trail is kept where no file says so, in days. */
const trailDays = 90

/** Opens what the basis describes. Throws a readable error for invalid settings. */
export const serve = ({ basis, ...input }: ServedInput, io: Io): Served => {
  if (basis.is === 'environment') {
    const { gateway, runtime, trail } = openGateway({ ...input, settings: basis.settings, card: basis.card })
    const forgetting = hourly(
      async () => void (await trail.forget(io.now() - trailDays * DAY)),
      input.log,
      io.now,
    )
    return {
      gateway,
      performFor: runtime.performFor,
      stop: forgetting.stop,
      close: async () => {
        await trail.settled()
        await forgetting.settled()
        await runtime.close()
      },
    }
  }
  const { path, config, graphUrl } = basis
  const tenants = openTenants({ ...input, config, graphUrl })
  const { log } = input
  const again = reloading({
    read: () => readConfig(path, io.environment),
    replace: tenants.replace,
    files: config.files,
    log,
    now: io.now,
  })
  const stopListening = io.onReload(again.ask)
  const forgetting = hourly(tenants.forget, log, io.now)
  return {
    gateway: tenants.gateway,
    performFor: tenants.performFor,
    stop: () => {
      stopListening()
      again.stop()
      forgetting.stop()
    },
    close: async () => {
      await forgetting.settled()
      await tenants.close()
    },
  }
}
