import type { Duration, Instant } from '@guichet/core'

/** What the process of the gateway is told as it starts. */
export interface GatewaySetup {
  /** The SQLite file. */
  readonly path: string
  readonly graphUrl: string
  readonly timeZone: string
  /** The emulated instant. */
  readonly now: Instant
  /** How far the gateway's clock is ahead of it; negative where it is behind. */
  readonly skew: Duration
  readonly accessToken: string
  readonly appSecret: string
  readonly verifyToken: string
  readonly apiKey: string
}

/** Tells the gateway what time it is, in epoch milliseconds. */
export const clockHeader = 'x-emulated-now'
