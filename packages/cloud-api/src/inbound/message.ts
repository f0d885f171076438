import type { Instant } from '@guichet/core'
import type { InboundContent } from './content.ts'

/**
 * What a customer sent, beside its event (SHAPE-1 to SHAPE-18). The rules need none of it: they go by the event alone,
 * and keep nothing of this. `phoneNumberId`, `id` and the event's type name the event that it belongs to.
 */
export interface InboundMessage {
  /** Its wamid, as in its event. */
  readonly id: string
  readonly at: Instant
  readonly phoneNumberId: string
  /** Whom to answer: the customer, or the group; as in its event. */
  readonly customer: string
  readonly sender: Sender
  /** What the customer wrote or tapped, in one text: the text, a button's title, a caption; else `null`. */
  readonly text: string | null
  readonly content: InboundContent
  /** The message that it answers. */
  readonly repliesTo?: { readonly message: string; readonly from?: string }
  /** The product that the customer asks about. */
  readonly product?: { readonly catalogId?: string; readonly productId: string }
  /** It was passed on; `often` from the fifth time on. */
  readonly forwarded?: 'once' | 'often'
  readonly referral?: Referral
  /** The element of `messages[]` as it came, for all that has no field here. */
  readonly raw: unknown
}

/** Who wrote it; in a group, the member. */
export interface Sender {
  readonly phone?: string
  /** The business-scoped user id. */
  readonly userId?: string
  /** The name of the profile, as the customer chose it; it is no identity. */
  readonly name?: string
  readonly username?: string
}

/** The advertisement, post or page that the customer came from (FEP-12). */
export interface Referral {
  /** `ad`, `post`, `page`; or a word that is not known today. */
  readonly source: string
  readonly id?: string
  readonly url?: string
  readonly headline?: string
  readonly body?: string
  /** The click's id, for reports of conversions. */
  readonly clickId?: string
}
