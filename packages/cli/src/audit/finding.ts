import type { Citation, Instant } from '@guichet/core'

/** The kinds of findings. */
export type FindingCode =
  | 'sent-outside-window'
  | 'meta-refused-inside-window'
  | 'meta-disagrees-on-charge'
  | 'template-not-approved'
  | 'entry-point-missed'
  | 'duplicate-send'
  | 'category-known-late'
  | 'refusal-foreseen'

/** A breach of the rules in a log, or a difference between Meta and the rules. */
export interface Finding {
  readonly code: FindingCode
  readonly phoneNumberId: string
  readonly customer: string
  /** The wamid of the message; of a missed entry point, the customer's. */
  readonly message: string
  /** When the message was sent; of a missed entry point, when the customer came. */
  readonly at: Instant
  readonly because: readonly Citation[]
  /** Present if the log begins too late to be sure. */
  readonly doubt: Doubt
  /** The finding in a sentence or two. */
  readonly explanation: string
}

/** The unknown time before the log that a finding depends on: a day, or a month. */
export type Doubt = 'first-day' | 'first-month' | null

/** Each code in a few words, for headings. */
export const findingTitles: Readonly<Record<FindingCode, string>> = {
  'sent-outside-window': 'sent outside the customer service window',
  'meta-refused-inside-window': 'refused by WhatsApp inside the window',
  'meta-disagrees-on-charge': 'charged differently from the rules',
  'template-not-approved': 'a template that may not be sent',
  'entry-point-missed': 'a free entry point that was not answered in time',
  'duplicate-send': 'the same message sent twice',
  'category-known-late': 'a category that became known after its charge was settled',
  'refusal-foreseen': 'refused by WhatsApp, as the rules would have before',
}

/** By time, then by every other field, so that the order of a log's lines never matters. */
export const compareFindings = (a: Finding, b: Finding): number =>
  a.at - b.at || parts.reduce((order, part) => order || compareTexts(a[part], b[part]), 0)

const parts = ['message', 'code', 'phoneNumberId', 'customer', 'explanation'] as const

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
