import type { Duration, Engine, Instant } from '@guichet/core'
import type { Runtime, Surroundings } from '@guichet/runtime'
import type { ClockWatch } from './operations/clock-watch.ts'
import type { Metrics } from './operations/metrics.ts'
import type { TemplateLists } from './templates/lists.ts'
import type { PassingPages } from './templates/pages.ts'
import type { ForwardTarget } from './webhooks/forward.ts'

/** What the routes are made of. */
export interface Parts {
  readonly runtime: Runtime
  /** The engine that the runtime was made with: pictures are drawn by its rules, in its time zone. */
  readonly engine: Engine
  readonly surroundings: Surroundings
  /** Signs webhooks; several while one replaces another. */
  readonly appSecrets: readonly string[]
  /** Answers the handshake. */
  readonly verifyToken: string
  /** SHA-256 digests of the keys that let a caller in; the keys themselves are not kept. */
  readonly keyDigests: readonly Uint8Array[]
  /** Where requests go that are not for us. */
  readonly graph: Graph
  /** Who else gets the webhooks; `null`: nobody. */
  readonly forwardTo: ForwardTarget | null
  /** The number to send from where a request names none; `null` where there are several, or none is known. */
  readonly phoneNumberId: string | null
  readonly log: Log
  /** The page at `/`, by path; empty where there is none. */
  readonly page: ReadonlyMap<string, PageFile>
  readonly limits: Limits
  readonly metrics: Metrics
  readonly clock: ClockWatch
  readonly templates: Templates
  /** Aborted once the gateway takes nothing new; whatever would go on for ever ends then. */
  readonly draining: AbortSignal
  /** Is it about to take nothing new? Everything is answered still. */
  readonly isLeaving: () => boolean
}

/** What keeps the lists of templates. */
export interface Templates {
  readonly lists: TemplateLists
  readonly pages: PassingPages
}

/** What a request may take of us. */
export interface Limits {
  /** The longest webhook body, in bytes; Meta sends up to 3 MB (HOOK-4). */
  readonly webhookBytes: number
  /** The longest body that we read ourselves, in bytes, other than a webhook. */
  readonly bodyBytes: number
  /**
   * Does the server hand on no more bytes than `Content-Length` says? Those of Node do; then webhooks are read
   * at less cost.
   */
  readonly lengthIsEnforced: boolean
  /** How long the Graph API may take to begin its answer to a request that passes through. */
  readonly graphTimeout: Duration
}

/** WhatsApp's Graph API, and the token that it knows us by. */
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

/** Takes one line of the log; never a message's text, a key, or a token. */
export type Log = (entry: LogEntry) => void

export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  /** What happened, in a few words that stay the same. */
  readonly event: string
  readonly at: Instant
  readonly [field: string]: string | number | boolean | null
}
