import type { DeliveryStatus, Instant } from '@guichet/core'

/**
 * A status that carries the `biz_opaque_callback_data` of the request that sent its message (SHAPE-19). It
 * gives the outcome of a request whose answer was lost, because there is no idempotency key (SEND-4).
 */
export interface Echo {
  /** The sender's callback data, as Meta returned it. */
  readonly callbackData: string
  /** The wamid of the message. */
  readonly message: string
  readonly phoneNumberId: string
  readonly customer: string
  /** Other ids of the same customer that came with the status (ID-8). */
  readonly aliases?: readonly string[]
  readonly at: Instant
  readonly status: DeliveryStatus
}
