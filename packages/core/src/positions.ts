/** What Meta leaves open about limits. Each has a stated default that a deployment may change. */
export interface Positions {
  /** How a burst of messages to one customer is paid back: as a debt, or as tokens that return (POS-34). */
  readonly pairRateModel: 'debt' | 'bucket'
  /** For how many hours a customer gets no marketing after error 131049 (POS-36). */
  readonly marketingCapHours: number
  /** Does a message whose fate is not known yet count towards the messaging limit? (POS-31) */
  readonly limitReservesInFlight: boolean
}

export const defaultPositions: Positions = {
  pairRateModel: 'debt',
  marketingCapHours: 24,
  limitReservesInFlight: true,
}
