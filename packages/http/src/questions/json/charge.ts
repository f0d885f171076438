import { chargeToJson, type ThreadCharge } from '@guichet/core'
import type { Fieldset } from './thread.ts'

/**
 * A charge as the protocol has it, and the free tier that it claims. One thread alone does not tell whether
 * the tier lasted until then: `type` is what holds while it did, `beyond` what holds after.
 */
export const claimingChargeToJson = (charge: ThreadCharge): Fieldset => ({
  ...chargeToJson(charge),
  tier:
    charge.claim === null
      ? null
      : {
          per: charge.claim.tier.per,
          amount: charge.claim.tier.amount,
          counts: charge.claim.tier.counts,
          beyond: charge.claim.beyond,
        },
})
