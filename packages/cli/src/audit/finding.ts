import type { ClauseId, Instant } from '@guichet/core'

/** The kinds of things that an audit finds. */
export type FindingCode =
  'sent-outside-window' | 'meta-refused-inside-window' | 'template-not-approved' | 'duplicate-send'

/** Something in a log that should not have been, or on which Meta and the rules differ. */
export interface Finding {
  readonly code: FindingCode
  readonly phoneNumberId: string
  readonly customer: string
  /** The wamid of the message. */
  readonly message: string
  /** When the message was sent. */
  readonly at: Instant
  readonly because: readonly ClauseId[]
  /** Did WhatsApp deliver the message all the same? */
  readonly delivered: boolean
  /** The finding in a sentence or two. */
  readonly explanation: string
}

/** Each code in a few words, for headings. */
export const findingTitles: Readonly<Record<FindingCode, string>> = {
  'sent-outside-window': 'sent outside the customer service window',
  'meta-refused-inside-window': 'refused by WhatsApp inside the window',
  'template-not-approved': 'a template that may not be sent',
  'duplicate-send': 'the same message sent twice',
}
