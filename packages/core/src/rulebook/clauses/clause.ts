/** A rule in a sentence of our own, and where it comes from. */
export interface Clause {
  readonly sentence: string
  /** The address of one of Meta's pages, or one of the words below. */
  readonly source: string
  /**
   * Does it decide whether a delivered message is charged, or as what? A charge cites it then. What decides only whether
   * a message is delivered, how a report of Meta's is read, or what a price is, decides no charge.
   */
  readonly decidesCharge?: boolean
}

/** Meta's documentation, under which the pages lie. */
export const meta = 'https://developers.facebook.com/documentation/business-messaging/whatsapp'

/** The source of what Guichet lays down itself. */
export const ours = 'position of Guichet'

/** The source of what Meta's pages do not say (any more), but several who work with them do. */
export const several = 'several implementers agree'
