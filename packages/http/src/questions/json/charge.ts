import { chargeToJson, type ThreadCharge } from '@guichet/core'
import type { Fieldset } from './thread.ts'

/**
 * A charge, and the free tier that it counts against. One thread alone does not show whether the tier lasted
 * until then: `type` holds if it did, `beyond` if not.
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
