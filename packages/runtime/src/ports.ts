import type { Content, Duration, Event, Instant } from '@guichet/core'

/** Reads webhook bodies; `@guichet/cloud-api`'s `readWebhookText` is one. Total: no text makes it throw. */
export type WebhookReader = (text: string, circumstances: { readonly receivedAt: Instant }) => WebhookReading

export interface WebhookReading {
  readonly events: readonly Event[]
  /** Whatever gave no event. */
  readonly unread: readonly { readonly path: string; readonly reason: string }[]
  /** Statuses that carry what a send had asked WhatsApp to echo. */
  readonly echoes: readonly Echo[]
}

/** WhatsApp names the message that it made of a send (SEND-4). */
export interface Echo {
  /** `biz_opaque_callback_data`, as it was sent. */
  readonly callbackData: string
  /** The wamid. */
  readonly message: string
  readonly phoneNumberId: string
  readonly customer: string
  readonly aliases?: readonly string[]
  readonly at: Instant
}

/** Hands a message to WhatsApp; `@guichet/cloud-api`'s Graph client is one. Never rejects. */
export interface Transport {
  readonly send: (dispatch: Dispatch) => Promise<DispatchOutcome>
}

/** A message on its way. */
export interface Dispatch {
  readonly phoneNumberId: string
  /** The message as the Cloud API wants it, without `biz_opaque_callback_data`. */
  readonly body: object
  /** What WhatsApp is asked to echo in the message's statuses. */
  readonly callbackData: string
  /** How often the same intent failed before; it sets the wait. */
  readonly attempt: number
}

/**
 * What became of it. `failed`: nothing was sent, for sure, and trying again is safe. `unknown`: it may have
 * been sent; there is no idempotency key, so nobody may try again by themselves (SEND-4).
 */
export type DispatchOutcome =
  | {
      readonly outcome: 'accepted'
      readonly wamid: string
      readonly customer: { readonly waId?: string; readonly userId?: string }
    }
  | {
      readonly outcome: 'refused'
      /** Meta's error code; `null` where the request could not even be made. */
      readonly code: number | null
      readonly message: string
      /** When a later try may succeed, in milliseconds; `null` where none will by itself. */
      readonly retryAfter: Duration | null
      /** Meta's error as it came. */
      readonly raw: unknown
    }
  | {
      readonly outcome: 'failed'
      readonly reason: string
      readonly code?: number
      readonly retryAfter: Duration
    }
  | { readonly outcome: 'unknown'; readonly reason: string }

/** Our own clock, names that nobody can guess, and a pause for what else is waiting to be done. */
export interface Surroundings {
  readonly now: () => Instant
  readonly newId: () => string
  readonly nextTurn: () => Promise<void>
}

/** The machine's clock and randomness. */
export const realSurroundings: Surroundings = {
  now: () => Date.now(),
  newId: () => globalThis.crypto.randomUUID(),
  nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
}

/** What somebody wants to send. */
export interface SendRequest {
  readonly phoneNumberId: string
  /** Any id of the customer. */
  readonly recipient: string
  /** What it is, as far as the rules care. */
  readonly content: Content
  /** The message as the transport wants it. */
  readonly body: object
  /** The caller's idempotency key: with the same one nothing is sent twice. Without one, each call is a new message. */
  readonly key?: string
  /** The caller knows that the fate of an earlier try is unknown, and takes the risk of sending it twice. */
  readonly evenIfUnknown?: boolean
}
