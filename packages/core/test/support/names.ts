import type { Instant } from '../../src/index.ts'

/** Where the traces play: the turn of September 2026, with a rulebook change inside. */
export const origin: Instant = Date.UTC(2026, 8, 28, 9)

/** One phone number and one customer. */
export const key = { phoneNumberId: '100', customer: '15550100001' }
