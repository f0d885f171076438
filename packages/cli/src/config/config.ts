import type { Tenant } from '@guichet/http'
import type { RateCard } from '@guichet/rates'

/** The configuration of the gateway, with its secrets. */
export interface Config {
  readonly tenants: readonly Tenant[]
  /** The path of a rate card; `null`: none. */
  readonly rates: string | null
  /** The rate card itself. */
  readonly card: RateCard | null
  readonly timeZone: string
  /** How long an entry of the audit trail is kept, in days. */
  readonly auditTrailDays: number
  /** How long webhooks are kept as they came, in days; `null`: for good. */
  readonly journalDays: number | null
  /** Every file that it was read from: a change of one of them is a change of it. */
  readonly files: readonly string[]
}
