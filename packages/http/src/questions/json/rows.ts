import { toIso } from '@guichet/core'
import type { OwnedTemplate } from '@guichet/core/store'
import type { NumberLimits, UnreadRow } from '@guichet/runtime'
import { fieldsIn } from './row-text.ts'
import { isoOrNull, type Fieldset } from './thread.ts'

export const templateToJson = (template: OwnedTemplate): Fieldset => ({
  account: template.account,
  name: template.name,
  language: template.language,
  status: template.status,
  category: template.category,
  since: isoOrNull(template.since),
})

export const limitsToJson = (limits: NumberLimits): Fieldset => {
  const { phoneNumberId, accounts, messagingLimit, perSecond, restrictions } = limits
  return {
    phoneNumberId,
    accounts,
    messagingLimit:
      messagingLimit === null ? null : { ...messagingLimit, freesAt: isoOrNull(messagingLimit.freesAt) },
    perSecond,
    restrictions:
      restrictions?.map(({ restriction, until }) => ({ restriction, until: isoOrNull(until) })) ?? null,
  }
}

/** A part of a webhook that gave no event: where in the body, and why. */
export const unreadToJson = (row: UnreadRow): Fieldset => {
  const { path, reason, event } = fieldsIn(row.text)
  return {
    source: row.source,
    receivedAt: toIso(row.receivedAt),
    path: typeof path === 'string' ? path : null,
    reason: typeof reason === 'string' ? reason : row.text,
    event: event ?? null,
  }
}
