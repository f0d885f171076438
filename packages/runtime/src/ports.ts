import type { Content, Duration, Event, Instant } from '@guichet/core'

/** Reads webhook bodies; `@guichet/cloud-api`'s `readWebhookText` is one. Total: no text makes it throw. */
export type WebhookReader<In extends InMessage = InMessage> = (
  text: string,
  circumstances: { readonly receivedAt: Instant },
) => WebhookReading<In>

export interface WebhookReading<In extends InMessage = InMessage> {
  readonly events: readonly Event[]
  /** What customers sent, beside their events; it is handed on and not stored. */
  readonly messages?: readonly In[]
  /** Whatever gave no event. */
  readonly unread: readonly { readonly path: string; readonly reason: string }[]
  /** Statuses that carry what a send had asked WhatsApp to echo. */
  readonly echoes: readonly Echo[]
}

/** A message of a customer: with its phone number and its id, which name its `customer-messaged` event. */
export interface InMessage {
  readonly id: string
  readonly phoneNumberId: string
  /** The name of the customer's profile; it is kept with the thread. */
  readonly name?: string
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
  /** Which of the Cloud API's endpoints it goes to; `messages` unless named. */
  readonly endpoint?: Endpoint
  /** How often the same intent failed before; it sets the wait. */
  readonly attempt: number
}

/** `marketing_messages` takes marketing templates only. */
export type Endpoint = 'messages' | 'marketing_messages'

/**
 * What became of it. `failed`: nothing was sent, for sure, and trying again is safe. `unknown`: it may have
 * been sent; there is no idempotency key, so nobody may try again by themselves (SEND-4).
 */
export type DispatchOutcome =
  | {
      readonly outcome: 'accepted'
      readonly wamid: string
      /** When WhatsApp took it, by its own clock; else it counts from when we decided to send it. */
      readonly at?: Instant
      /** The customer as WhatsApp knows them. */
      readonly customer: { readonly waId?: string; readonly userId?: string }
      /** Meta's word for what became of a template, such as `held_for_quality_assessment`. */
      readonly messageStatus?: string
    }
  | {
      readonly outcome: 'refused'
      /** HTTP's status; `null` where the request could not even be made. */
      readonly status?: number | null
      /** Meta's error code; `null` where the request could not even be made. */
      readonly code: number | null
      readonly message: string
      /** Where the fault lies, such as `access` for the access token; not known unless named. */
      readonly fault?: string
      /**
       * May the same message be sent again under the same key? So it is where nothing was sent for sure, and
       * the message as it is can still pass once something else is mended. Not, unless named.
       */
      readonly freesKey?: boolean
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

/** Calls `ring` once after that time, unless the function that it gives is called before. */
export type Timer = (after: Duration, ring: () => void) => () => void

/** The machine's timer; it keeps no process alive. */
export const machineTimer: Timer = (after, ring) => {
  const timer = setTimeout(ring, after)
  // A number in runtimes that no timer keeps from ending.
  timer.unref?.()
  return () => clearTimeout(timer)
}

/** A message: what it is, as far as the rules care, and as the transport wants it. */
export interface Message {
  readonly content: Content
  readonly body: object
  readonly asksToCall?: AsksToCall
}

/**
 * The message asks the customer for permission to call: free-form, or as a template. Unless named it does not, as far
 * as the caller knows.
 */
export type AsksToCall = 'service' | 'template'

/** What somebody wants to send. */
export interface SendRequest {
  readonly phoneNumberId: string
  /** Any id of the customer. */
  readonly recipient: string
  /** What it is, as far as the rules care. */
  readonly content: Content
  /** The message as the transport wants it. */
  readonly body: object
  readonly asksToCall?: AsksToCall
  /** What to send under the same key where the rules refuse the message. */
  readonly otherwise?: Message
  /** What the caller wants WhatsApp to echo, besides what we do. */
  readonly callbackData?: string
  readonly endpoint?: Endpoint
  /** The caller's idempotency key: with the same one nothing is sent twice. Without one, each call is a new message. */
  readonly key?: string
  /** The caller knows that the fate of an earlier try is unknown, and takes the risk of sending it twice. */
  readonly evenIfUnknown?: boolean
}
