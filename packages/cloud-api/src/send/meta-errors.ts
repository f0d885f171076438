import type { RefusalCode } from '@guichet/core'

/** The error of Meta's for the same refusal. */
export interface MetaError {
  readonly code: number
  readonly status: number
}

/** Meta's answer when it refuses for that reason (ERR-131047 and others). */
export const metaErrors: Readonly<Record<RefusalCode, MetaError>> = {
  'service-window-closed': { code: 131047, status: 400 },
  'template-unknown': { code: 132001, status: 404 },
  'template-not-approved': { code: 132001, status: 404 },
  'template-paused': { code: 132015, status: 400 },
  'template-disabled': { code: 132016, status: 400 },
  'marketing-stopped': { code: 131050, status: 400 },
  'customer-unknown': { code: 131026, status: 400 },
  'account-restricted': { code: 368, status: 403 },
  'marketing-not-delivered': { code: 131049, status: 400 },
  'marketing-cap-reached': { code: 131049, status: 400 },
  // Meta documents no code of its own for the messaging limit.
  'messaging-limit-reached': { code: 131048, status: 400 },
  'pair-rate-reached': { code: 131056, status: 429 },
  'throughput-reached': { code: 130429, status: 429 },
  'group-suspended': { code: 131207, status: 400 },
  'call-not-permitted': { code: 138006, status: 400 },
  'call-limit-reached': { code: 138012, status: 400 },
  'calls-not-offered': { code: 138013, status: 400 },
  'call-permission-requested-lately': { code: 138009, status: 400 },
  'call-permission-is-permanent': { code: 138017, status: 400 },
}
