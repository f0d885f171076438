import type { Part } from '@guichet/runtime'
import type { Tenant } from './tenant.ts'

/** What belongs to a tenant, and what does not. */
export interface Scope {
  readonly tenant: string
  readonly part: Part
  /** Is it a phone number or an account of another tenant? Other ids of Meta's are nobody's as far as we know. */
  readonly isForeign: (id: string) => boolean
}

/** The part of the store that is the tenant's. */
export const partOfTenant = ({
  id,
  phoneNumbers,
  accounts,
}: Pick<Tenant, 'id' | 'phoneNumbers' | 'accounts'>): Part => ({
  name: id,
  phoneNumbers: new Set(phoneNumbers),
  accounts: new Set(accounts),
})
