/** The reason for what is dated so far ahead that one of the clocks must be wrong. */
export const aheadOfReceipt = 'its time is more than a day after it was received'

/** A part of a webhook that gave no event, or was read in part. Every dropped part is reported. */
export interface Unread {
  /** JSON path of the part, such as `$.entry[0].changes[1].value.messages[3]`; it always exists in the body. */
  readonly path: string
  /** What is wrong with it, or why it changes nothing, in plain words. */
  readonly reason: string
  /** The part's own word for what it is (a field, a message type, a status), where it has one. */
  readonly kind?: string
}
