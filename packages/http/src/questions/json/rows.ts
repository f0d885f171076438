import { toIso, type Json } from '@guichet/core'
import type { OwnedTemplate } from '@guichet/core/store'
import type { FindingRow, UnreadRow } from '@guichet/runtime'
import { isoOrNull, type Fieldset } from './thread.ts'

export const templateToJson = (template: OwnedTemplate): Fieldset => ({
  account: template.account,
  name: template.name,
  language: template.language,
  status: template.status,
  category: template.category,
  since: isoOrNull(template.since),
})

/** Where WhatsApp differs from what the rules say. */
export const findingToJson = (row: FindingRow): Fieldset => {
  const { because, window } = fieldsIn(row.text)
  return {
    code: row.code,
    phoneNumberId: row.phoneNumberId,
    customer: row.customer,
    message: row.message,
    at: toIso(row.at),
    because: Array.isArray(because) ? because : [],
    window: windowToJson(window),
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

const windowToJson = (window: Json | undefined): Json => {
  if (!isFieldset(window)) return null
  const { opensAt, closesAt } = window
  if (typeof opensAt !== 'number' || typeof closesAt !== 'number') return null
  return { opensAt: toIso(opensAt), closesAt: toIso(closesAt) }
}

/**
 * The fields of a row's text; none where it is not an object, so that one bad row does not hide the others.
 */
const fieldsIn = (text: string): Fieldset => {
  try {
    const read = JSON.parse(text) as Json
    return isFieldset(read) ? read : {}
  } catch {
    return {}
  }
}

const isFieldset = (value: Json | undefined): value is Fieldset =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
