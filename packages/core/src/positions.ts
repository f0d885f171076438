/** What Meta leaves open about limits, or what an account's templates say of themselves and no event does. Each has a stated default that a deployment may change. */
export interface Positions {
  /** How a burst of messages to one customer is paid back: as a debt, or as tokens that return (POS-34). */
  readonly pairRateModel: 'debt' | 'bucket'
  /** For how many hours a customer gets no marketing after error 131049 (POS-36). */
  readonly marketingCapHours: number
  /** Does a message whose fate is not known yet count towards the messaging limit? (POS-31) */
  readonly limitReservesInFlight: boolean
  /** For how many seconds WhatsApp tries to deliver a template of these categories (TPL-9, TPL-17). */
  readonly authenticationLifeSeconds: number
  readonly utilityLifeSeconds: number
  readonly marketingLifeSeconds: number
  /** How many seconds after that a message without a word is taken for dropped (TPL-9). */
  readonly expiryBufferSeconds: number
}

/** The positions that are numbers of seconds, and the least and most that they may be. */
export const secondsAllowed = {
  authenticationLifeSeconds: [30, 2_592_000],
  utilityLifeSeconds: [30, 2_592_000],
  marketingLifeSeconds: [30, 2_592_000],
  expiryBufferSeconds: [0, 86_400],
} as const

export const defaultPositions: Positions = {
  pairRateModel: 'debt',
  marketingCapHours: 24,
  limitReservesInFlight: true,
  authenticationLifeSeconds: 600,
  utilityLifeSeconds: 2_592_000,
  marketingLifeSeconds: 2_592_000,
  expiryBufferSeconds: 300,
}
