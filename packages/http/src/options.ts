import { HOUR, MINUTE, type Duration, type Engine } from '@guichet/core'
import {
  noTracing,
  realSurroundings,
  type Runtime,
  type Surroundings,
  type Tracing,
  type Trail,
} from '@guichet/runtime'
import { apiKeyOf } from './access/keys.ts'
import { clockWatch, type ClockWatch } from './operations/clock-watch.ts'
import { metricsOf, type Metrics } from './operations/metrics.ts'
import { queuesOf } from './operations/queue-metrics.ts'
import type { MetricsPort } from './operations/metrics-port.ts'
import type { Limits, PageFile, Parts } from './parts.ts'
import type { Log } from './log.ts'
import { targetsOf, type ForwardOptions } from './webhooks/targets.ts'
import { templateLists } from './templates/lists.ts'
import type { Scope } from './tenants/scope.ts'
import type { PricesPort } from './prices/port.ts'
import type { TenantKey } from './tenants/tenant.ts'
import { passingPages } from './templates/pages.ts'
import { tracedFetch } from './traces/fetch.ts'
import type { TemplatesPort } from './templates/port.ts'

/** The options of a gateway. */
export interface GatewayOptions {
  /** The caller closes it, after `drain`. */
  readonly runtime: Runtime
  /** The engine of the runtime. */
  readonly engine: Engine
  readonly graph: GraphOptions
  /** App secrets: one of them signs each webhook. Give several while one replaces another. */
  readonly appSecrets: readonly string[]
  /** The verify token of the handshake. */
  readonly verifyToken: string
  /** The API keys of callers; only their digests are kept. One that is given alone may do everything. */
  readonly apiKeys: readonly (string | TenantKey)[]
  /**
   * The endpoints, such as a bot's, that receive a byte-identical copy of each webhook, or events of the gateway. What
   * an endpoint is to get waits in a durable queue of its own, so WhatsApp is answered as soon as a webhook is stored.
   */
  readonly forwardWebhooksTo?: ForwardOptions | readonly ForwardOptions[]
  /** How long before a window closes `window-closing` is forwarded; an hour unless given. */
  readonly windowClosing?: Duration
  /** The phone number id for `POST /messages` when the request names none. */
  readonly phoneNumberId?: string
  /** Gives the rate card in use, or `null`; without it there are no prices. */
  readonly prices?: () => PricesPort | null
  /** Receives each entry of the log; without it nothing is logged. */
  readonly log?: Log
  /** Keeps who did what, such as `trailOf` of the runtime; without it nothing does. Settle it after `drain`. */
  readonly trail?: Trail
  /** Takes what the gateway counts; without it nothing is counted, and `GET /metrics` is not found. */
  readonly metrics?: MetricsPort
  /** Follows requests, as the runtime's `tracing` does; nothing does unless given. */
  readonly tracing?: Tracing
  /** The files of the board by path, such as `/`; without it there is no board. */
  readonly page?: ReadonlyMap<string, PageFile>
  /** The clock and randomness; the machine's unless named. The same as the runtime's. */
  readonly surroundings?: Surroundings
  /** Reads the accounts' lists of templates; without it only lists that clients request are read. */
  readonly templates?: TemplatesPort
  /** Compares the clock with WhatsApp's; without it nothing does. */
  readonly clock?: ClockWatch
  readonly limits?: Partial<Limits>
}

/** The Graph API, for requests that are passed on. */
export interface GraphOptions {
  /** Default `https://graph.facebook.com`; a path in it is kept. */
  readonly baseUrl?: string
  readonly accessToken: string
  /** Default the global one. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
}

const megabyte = 1024 * 1024

const usualLimits: Limits = {
  webhookBytes: 3 * megabyte,
  bodyBytes: megabyte,
  lengthIsEnforced: false,
  graphTimeout: 2 * MINUTE,
}

/** The limits, with the usual ones for what is not given. */
export const limitsOf = (given: Partial<Limits> | undefined): Limits => ({ ...usualLimits, ...given })

/** What several tenants on one gateway have together, and whose parts they are. */
export interface AmongTenants {
  readonly scope: Scope
  readonly metrics: Metrics
}

/** Checks the options, and makes the parts. Throws a `TypeError` that names the missing or invalid option. */
export const partsOf = (
  options: GatewayOptions,
  end: Pick<Parts, 'draining' | 'isLeaving'>,
  among: AmongTenants | null = null,
): Parts => {
  const { runtime, engine, graph, appSecrets, verifyToken } = options
  const apiKeys = options.apiKeys.map((given) => (typeof given === 'string' ? given : given.key))
  const keys = options.apiKeys.map(apiKeyOf)
  for (const [name, texts] of Object.entries({ appSecrets, apiKeys, verifyToken: [verifyToken] }))
    if (texts.length === 0 || texts.some((text) => text === ''))
      throw new TypeError(`${name} is missing or contains an empty text`)
  if (!apiKeys.every((key) => isHeaderSafe(key)))
    throw new TypeError('apiKeys must consist of visible ASCII characters without spaces')
  if (!isHeaderSafe(graph.accessToken))
    throw new TypeError('graph.accessToken is missing or contains other characters than visible ASCII')
  if (apiKeys.includes(graph.accessToken))
    throw new TypeError(
      'apiKeys contains the access token: callers could go around the gateway with it; choose another API key',
    )
  const surroundings = options.surroundings ?? realSurroundings
  const { now } = surroundings
  const clock = options.clock ?? clockWatch({ now })
  const log = options.log ?? (() => undefined)
  const tracing = options.tracing ?? noTracing
  const ofTenant = among === null ? {} : { 'guichet.tenant': among.scope.tenant }
  const forwards = targetsOf(options.forwardWebhooksTo).map((target) => ({
    ...target,
    fetch: tracedFetch(target.fetch, tracing, ofTenant),
  }))
  const metrics =
    among?.metrics ??
    metricsOf({
      port: options.metrics ?? null,
      runtime,
      clock,
      now,
      lists: () => lists.standings(),
      queues: () => [queuesOf({ runtime, forwards })],
    })
  const port = options.templates === undefined ? null : tracedTemplates(options.templates, tracing)
  const lists = templateLists({ runtime, port, surroundings, metrics, log, draining: end.draining })
  return {
    runtime,
    engine,
    surroundings,
    appSecrets,
    verifyToken,
    keys,
    keyDigests: keys.map(({ digest }) => digest),
    scope: among?.scope ?? null,
    graph: {
      baseUrl: baseOf(graph.baseUrl ?? 'https://graph.facebook.com'),
      accessToken: graph.accessToken,
      fetch: graph.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    },
    forwards,
    windowClosing: options.windowClosing ?? HOUR,
    phoneNumberId: options.phoneNumberId ?? null,
    prices: options.prices ?? (() => null),
    log,
    page: options.page ?? new Map(),
    limits: limitsOf(options.limits),
    clock,
    metrics,
    tracing,
    trail: options.trail ?? null,
    templates: { lists, pages: passingPages() },
    ...end,
  }
}

/** A list is read in a trace of its own, for what made it due may be long over. */
const tracedTemplates = (port: TemplatesPort, tracing: Tracing): TemplatesPort => ({
  ...port,
  readList: (wanted) =>
    tracing.span({ name: 'read templates', kind: 'consumer' }, () => port.readList(wanted)),
})

const isHeaderSafe = (text: string): boolean => /^[\x21-\x7e]+$/.test(text)

const baseOf = (url: string): string => {
  if (!URL.canParse(url)) throw new TypeError('graph.baseUrl must be a URL')
  const { protocol, origin, pathname, username, password, search, hash } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:')
    throw new TypeError('graph.baseUrl must be an http or https URL')
  if (`${username}${password}${search}${hash}` !== '')
    throw new TypeError('graph.baseUrl must have a host and a path only: no user, query or fragment')
  return origin + pathname.replace(/\/+$/, '')
}
