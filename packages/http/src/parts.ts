import type { Duration, Engine } from '@guichet/core'
import type { Runtime, Surroundings, Tracing, Trail } from '@guichet/runtime'
import type { ApiKey } from './access/keys.ts'
import type { Scope } from './tenants/scope.ts'
import type { ClockWatch } from './operations/clock-watch.ts'
import type { Log } from './log.ts'
import type { PricesPort } from './prices/port.ts'
import type { Metrics } from './operations/metrics.ts'
import type { TemplateLists } from './templates/lists.ts'
import type { PassingPages } from './templates/pages.ts'
import type { ForwardTarget } from './webhooks/forward.ts'

/** What the routes need. */
export interface Parts {
  readonly runtime: Runtime
  /** The engine of the runtime; pictures use its rules and its time zone. */
  readonly engine: Engine
  readonly surroundings: Surroundings
  /** Signs webhooks; several while one replaces another. */
  readonly appSecrets: readonly string[]
  /** Answers the handshake. */
  readonly verifyToken: string
  readonly keys: readonly ApiKey[]
  /** SHA-256 digests of the API keys; the keys themselves are not kept. */
  readonly keyDigests: readonly Uint8Array[]
  /** The Graph API, for requests that are passed on. */
  readonly graph: Graph
  /** Where webhooks and events are forwarded to. */
  readonly forwards: readonly ForwardTarget[]
  /** How long before a window closes `window-closing` is forwarded. */
  readonly windowClosing: Duration
  /** The number to send from where a request names none; `null` where there are several, or none is known. */
  readonly phoneNumberId: string | null
  /** The rate card in use; `null` where there is none. */
  readonly prices: () => PricesPort | null
  readonly log: Log
  /** The page at `/`, by path; empty where there is none. */
  readonly page: ReadonlyMap<string, PageFile>
  /** What belongs to the tenant; `null` where there is only one, which has everything. */
  readonly scope: Scope | null
  readonly limits: Limits
  readonly metrics: Metrics
  readonly tracing: Tracing
  /** Keeps who did what; `null`: nothing does. */
  readonly trail: Trail | null
  readonly clock: ClockWatch
  readonly templates: Templates
  /** Aborted once the gateway accepts no new request; endless streams end then. */
  readonly draining: AbortSignal
  /** Is the gateway about to shut down? It still answers everything. */
  readonly isLeaving: () => boolean
}

/** What keeps the lists of templates. */
export interface Templates {
  readonly lists: TemplateLists
  readonly pages: PassingPages
}

/** The limits of a request. */
export interface Limits {
  /** The longest webhook body, in bytes; Meta sends up to 3 MB (HOOK-4). */
  readonly webhookBytes: number
  /** The longest body other than a webhook that the gateway reads, in bytes. */
  readonly bodyBytes: number
  /**
   * Does the server pass on no more bytes than `Content-Length` says? Node's does. Webhooks are read at less
   * cost then.
   */
  readonly lengthIsEnforced: boolean
  /** How long the Graph API may take to begin its answer to a request that passes through. */
  readonly graphTimeout: Duration
}

/** WhatsApp's Graph API, and the access token for it. */
export interface Graph {
  /** Without a slash at its end. */
  readonly baseUrl: string
  readonly accessToken: string
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
}

/** A file of the page. */
export interface PageFile {
  readonly contentType: string
  readonly body: string
}
