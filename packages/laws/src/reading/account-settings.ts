/** What an account says of itself with `reset`, beside its time zone and rulebook (version 2 of the protocol). */
export interface AccountSettings {
  /** The accounts of one portfolio; an account that it does not name is a portfolio of its own. All are one by default. */
  readonly portfolio?: readonly string[]
  /** What is known of phone numbers, by their ids. */
  readonly phoneNumbers?: Readonly<Record<string, NumberSettings>>
  /** How messages to one customer are slowed down (POS-34); `debt` by default. */
  readonly pairRateModel?: 'debt' | 'bucket'
  /** How long a customer whose marketing cap was reached gets none (POS-36); 24 by default. */
  readonly marketingCapHours?: number
  /** Does a message without a final status count against the messaging limit (POS-31)? By default it does. */
  readonly limitReservesInFlight?: boolean
}

/** A business phone number: whose it is, its country as an ISO 3166 code, and the number itself in digits. */
export interface NumberSettings {
  readonly account?: string
  readonly country?: string
  readonly displayPhoneNumber?: string
}
