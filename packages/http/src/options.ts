import { MINUTE, type Duration, type Engine } from '@guichet/core'
import { realSurroundings, type Runtime, type Surroundings } from '@guichet/runtime'
import { digestOfKey } from './access/keys.ts'
import { clockWatch, type ClockWatch } from './operations/clock-watch.ts'
import { metricsOf } from './operations/metrics.ts'
import type { Limits, Log, PageFile, Parts } from './parts.ts'
import { templateLists } from './templates/lists.ts'
import { passingPages } from './templates/pages.ts'
import type { TemplatesPort } from './templates/port.ts'

/** What a gateway is made from. */
export interface GatewayOptions {
  /** Closing it is the caller's, after `drain`. */
  readonly runtime: Runtime
  /** The engine that the runtime was made with. */
  readonly engine: Engine
  readonly graph: GraphOptions
  /** One of them signs each webhook; several while one replaces another. */
  readonly appSecrets: readonly string[]
  /** What Meta says in the handshake. */
  readonly verifyToken: string
  /** What lets a caller in; only digests of them are kept. */
  readonly apiKeys: readonly string[]
  /**
   * Where webhooks go on to once they are durable, byte by byte: the endpoint of a bot. WhatsApp is answered
   * with 200 only where that took them, too, so what it misses comes again.
   */
  readonly forwardWebhooksTo?: ForwardOptions
  /** Where `POST /messages` sends from when it names none. */
  readonly phoneNumberId?: string
  /** Takes the log, entry by entry; nothing is logged without it. */
  readonly log?: Log
  /** The files of the page by their path, such as `/`; none without it. */
  readonly page?: ReadonlyMap<string, PageFile>
  /** The clock and randomness; the machine's unless named. The same as the runtime's. */
  readonly surroundings?: Surroundings
  /** Reads the accounts' lists of templates; without it only those that pass through are read. */
  readonly templates?: TemplatesPort
  /** What is known of how right the clock is; nothing without it. */
  readonly clock?: ClockWatch
  readonly limits?: Partial<Limits>
}

/** The Graph API, for whatever passes through. */
export interface GraphOptions {
  /** Default `https://graph.facebook.com`; a path in it is kept. */
  readonly baseUrl?: string
  readonly accessToken: string
  /** Default the global one. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
}

/** Where webhooks go on to. */
export interface ForwardOptions {
  readonly url: string
  /** Default the global one. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** How long it may take to answer, in milliseconds; default 10 seconds. */
  readonly timeout?: Duration
}

const megabyte = 1024 * 1024

const usualLimits: Limits = {
  webhookBytes: 3 * megabyte,
  bodyBytes: megabyte,
  lengthIsEnforced: false,
  graphTimeout: 2 * MINUTE,
}

/** Checks the options, and makes the parts of them. Throws a `TypeError` that names what is missing. */
export const partsOf = (options: GatewayOptions, end: Pick<Parts, 'draining' | 'isLeaving'>): Parts => {
  const { runtime, engine, graph, appSecrets, verifyToken, apiKeys } = options
  for (const [name, texts] of Object.entries({ appSecrets, apiKeys, verifyToken: [verifyToken] }))
    if (texts.length === 0 || texts.some((text) => text === ''))
      throw new TypeError(`${name} must be given, and none of it empty`)
  if (!apiKeys.every((key) => isHeaderSafe(key)))
    throw new TypeError('apiKeys must be made of visible ASCII characters without spaces')
  if (!isHeaderSafe(graph.accessToken))
    throw new TypeError('graph.accessToken must be given, in visible ASCII characters')
  if (apiKeys.includes(graph.accessToken))
    throw new TypeError('an API key must not be the access token: whoever has it needs no gateway')
  const surroundings = options.surroundings ?? realSurroundings
  const { now } = surroundings
  const clock = options.clock ?? clockWatch({ now })
  const log = options.log ?? (() => undefined)
  const metrics = metricsOf({ runtime, clock, now, lists: () => lists.standings() })
  const port = options.templates ?? null
  const lists = templateLists({ runtime, port, surroundings, metrics, log, draining: end.draining })
  return {
    runtime,
    engine,
    surroundings,
    appSecrets,
    verifyToken,
    keyDigests: apiKeys.map(digestOfKey),
    graph: {
      baseUrl: baseOf(graph.baseUrl ?? 'https://graph.facebook.com'),
      accessToken: graph.accessToken,
      fetch: graph.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    },
    forwardTo: targetOf(options.forwardWebhooksTo),
    phoneNumberId: options.phoneNumberId ?? null,
    log,
    page: options.page ?? new Map(),
    limits: { ...usualLimits, ...options.limits },
    clock,
    metrics,
    templates: { lists, pages: passingPages() },
    ...end,
  }
}

const targetOf = (options: ForwardOptions | undefined): Parts['forwardTo'] => {
  if (options === undefined) return null
  if (!URL.canParse(options.url) || !/^https?:$/.test(new URL(options.url).protocol))
    throw new TypeError('forwardWebhooksTo.url must be an http(s) URL')
  return { fetch: (url, init) => globalThis.fetch(url, init), timeout: 10_000, ...options }
}

const isHeaderSafe = (text: string): boolean => /^[\x21-\x7e]+$/.test(text)

const baseOf = (url: string): string => {
  if (!URL.canParse(url)) throw new TypeError('graph.baseUrl must be a URL')
  const { protocol, origin, pathname, username, password, search, hash } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') throw new TypeError('graph.baseUrl must be http(s)')
  if (`${username}${password}${search}${hash}` !== '')
    throw new TypeError('graph.baseUrl must hold nothing but a host and a path')
  return origin + pathname.replace(/\/+$/, '')
}
