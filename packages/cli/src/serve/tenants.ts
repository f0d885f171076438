import { boardFiles } from '@guichet/board'
import { graphClient } from '@guichet/cloud-api'
import {
  DAY,
  engine,
  isLeft,
  reasonsInWords,
  settings as rulesOf,
  type Duration,
  type Engine,
} from '@guichet/core'
import {
  gatewayOfTenants,
  partOfTenant,
  type Log,
  type PricesPort,
  type Tenant,
  type TenantOptions,
  type TenantsGateway,
} from '@guichet/http'
import {
  readerOfPart,
  storeOfPart,
  type Peers,
  type Runtime,
  type Store,
  type Surroundings,
  type Timer,
  type Tracing,
  type Trail,
} from '@guichet/runtime'
import { gatewayPrices } from '../bill/gateway-prices.ts'
import type { Config } from '../config/config.ts'
import { boundTo } from '../store/bound.ts'
import { leftBehindWatch } from './left-behind.ts'
import { forgetTrailsOfOthers, trailIn } from './trail.ts'
import { watched } from './watched.ts'

export interface TenantsInput {
  readonly config: Config
  /** Without a slash at its end. */
  readonly graphUrl: string
  /** Several hold some phone numbers each. */
  readonly stores: readonly Store[]
  readonly surroundings: Surroundings
  readonly log: Log
  /** How far ahead of the clock a stored event counts, in milliseconds. */
  readonly countsAhead: Duration
  /** The other processes on the store; none unless given. */
  readonly peers?: Peers | undefined
  /** The timer of background work; default the machine's. */
  readonly timer?: Timer
  /** Follows what is done; nothing does unless given. */
  readonly tracing?: Tracing | undefined
}

/** A gateway of several tenants, and the runtimes that are bound to their parts of the store. */
export interface OpenTenants {
  readonly gateway: TenantsGateway
  /** Does what another process handed on, by the tenant of each phone number. */
  readonly performFor: Runtime['performFor']
  /** Serves another configuration from now on. Throws, and changes nothing, where it cannot. */
  readonly replace: (config: Config) => Promise<void>
  /** Forgets what was kept for long enough by now. */
  readonly forget: () => Promise<void>
  /** Closes all runtimes; the stores stay open. */
  readonly close: () => Promise<void>
}

/** A tenant, bound. What does not change with a new configuration stays bound as it is. */
interface Bound {
  readonly tenant: Tenant
  readonly options: TenantOptions & { readonly trail: Trail }
  /** What the runtime is made of; another basis needs another one. */
  readonly basis: string
  /** Sends by the newest access token. */
  readonly use: (accessToken: string) => void
}

/** Opens a gateway of several tenants. Throws a readable error for invalid settings. */
export const openTenants = (input: TenantsInput): OpenTenants => {
  const { graphUrl, surroundings, log, countsAhead, timer } = input
  const { now } = surroundings
  const { clock, metrics, tracing, fetchAs, stores, read, onCommit } = watched(input)
  const showLeftBehind = leftBehindWatch({ stores, metrics, log, now })

  const bind = (tenant: Tenant, timeZone: string, cachedThreads: number, basis: string): Bound => {
    const rules = engineFor(tenant, timeZone)
    const part = partOfTenant(tenant)
    const fetch = fetchAs({ 'guichet.tenant': tenant.id })
    const clientOf = (accessToken: string): ReturnType<typeof graphClient> =>
      graphClient({ accessToken, baseUrl: graphUrl, fetch, now })
    let whatsapp = clientOf(tenant.accessToken)
    const parts = stores.map((store) => storeOfPart(store, part))
    const runtime = boundTo(parts, {
      engine: rules,
      read: readerOfPart(read, part),
      transport: { send: (dispatch) => whatsapp.send(dispatch) },
      surroundings,
      onCommit,
      tracing,
      peers: input.peers,
      countsAhead,
      cachedThreads,
    })
    const options = {
      tenant,
      runtime,
      trail: trailIn(parts, log, now),
      engine: rules,
      graph: { baseUrl: graphUrl, accessToken: tenant.accessToken, fetch },
      templates: {
        readList: (wanted: Parameters<typeof whatsapp.readTemplates>[0]) => whatsapp.readTemplates(wanted),
        ...(timer === undefined ? {} : { timer }),
      },
    }
    return {
      tenant,
      options,
      basis,
      use: (accessToken) => {
        whatsapp = clientOf(accessToken)
      },
    }
  }

  const boundFor = ({ tenants, timeZone }: Config, before: readonly Bound[]): readonly Bound[] =>
    tenants.map((tenant) => {
      const { id, phoneNumbers, accounts } = tenant
      const basis = JSON.stringify([id, phoneNumbers, accounts, timeZone])
      const known = before.find((one) => one.basis === basis)
      if (known === undefined)
        return bind(tenant, timeZone, Math.max(leastCached, Math.floor(mostCached / tenants.length)), basis)
      if (JSON.stringify(known.tenant) === JSON.stringify(tenant)) return known
      const graph = { ...known.options.graph, accessToken: tenant.accessToken }
      return { ...known, tenant, options: { ...known.options, tenant, graph } }
    })

  let { config } = input
  const pricesOf = pricesByConfig()
  let bound = boundFor(config, [])
  const gateway = gatewayOfTenants({
    tenants: bound.map(({ options }) => options),
    clock,
    prices: () => pricesOf(config),
    page: boardFiles(),
    surroundings,
    log,
    metrics,
    tracing,
    // Node's server counts what comes in.
    limits: { lengthIsEnforced: true },
  })

  return {
    gateway,
    performFor: async (pieces) => {
      const outcomes = pieces.map(async (piece) => {
        const owner = bound.find(({ tenant }) => tenant.phoneNumbers.includes(piece.phoneNumberId))
        // Another process has another configuration for a moment; it does the work itself.
        if (owner === undefined) throw new Error('no tenant has the phone number')
        return owner.options.runtime.performFor([piece])
      })
      return (await Promise.all(outcomes)).flat()
    },
    replace: async (newer) => {
      const before = bound
      const next = boundFor(newer, before)
      const unused = gateway.replace(next.map(({ options }) => options))
      bound = next
      config = newer
      for (const { tenant, use } of next) use(tenant.accessToken)
      const runtimes = new Set(next.map(({ options }) => options.runtime))
      const gone = before.map(({ options }) => options.runtime).filter((one) => !runtimes.has(one))
      await unused
      await Promise.all(gone.map((runtime) => runtime.close()))
      for (const { options } of before) await options.trail.settled()
      await showLeftBehind(newer.tenants)
    },
    forget: async () => {
      const { auditTrailDays, journalDays } = config
      const before = now() - auditTrailDays * DAY
      for (const { options } of bound) await options.trail.forget(before)
      await forgetTrailsOfOthers(stores, config.tenants, before)
      await showLeftBehind(config.tenants)
      if (journalDays !== null)
        for (const store of stores) await store.pruneJournal(now() - journalDays * DAY)
    },
    close: async () => {
      await Promise.all(bound.map(({ options }) => options.runtime.close()))
      await Promise.all(bound.map(({ options }) => options.trail.settled()))
    },
  }
}

/** The prices of the newest configuration, made once. */
const pricesByConfig = (): ((config: Config) => PricesPort | null) => {
  let made: { readonly config: Config; readonly prices: PricesPort | null } | null = null
  return (config) => {
    if (made?.config !== config) {
      const { card, timeZone } = config
      made = { config, prices: card === null ? null : gatewayPrices(card, timeZone) }
    }
    return made.prices
  }
}

/** How many threads all tenants keep in memory together, and each at least. */
const mostCached = 10_000
const leastCached = 500

/** What a tenant's accounts may send is counted for them together, and for no other's. */
const engineFor = ({ accounts, phoneNumbers }: Tenant, timeZone: string): Engine => {
  const [only, ...more] = accounts
  const account = only !== undefined && more.length === 0 ? { account: only } : {}
  const rules = rulesOf({
    timeZone,
    portfolio: accounts,
    phoneNumbers: Object.fromEntries(phoneNumbers.map((id) => [id, account])),
  })
  if (isLeft(rules)) throw new Error(reasonsInWords(rules.left))
  return engine(rules.right)
}
