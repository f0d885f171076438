import { toIso, type Json } from '@guichet/core'
import type { FindingRow } from '@guichet/runtime'
import { fieldsIn, isFieldset } from './row-text.ts'
import type { Fieldset } from './thread.ts'

/** Where WhatsApp differs from what the rules say, or a charge from what was known before. */
export const findingToJson = (row: FindingRow): Fieldset => {
  const { because, window, template, explanation } = fieldsIn(row.text)
  return {
    code: row.code,
    phoneNumberId: row.phoneNumberId,
    customer: row.customer,
    message: row.message,
    at: toIso(row.at),
    because: Array.isArray(because) ? because : [],
    window: windowToJson(window),
    template: isFieldset(template) ? template : null,
    explanation: typeof explanation === 'string' ? explanation : null,
  }
}

const windowToJson = (window: Json | undefined): Json => {
  if (!isFieldset(window)) return null
  const { opensAt, closesAt } = window
  if (typeof opensAt !== 'number' || typeof closesAt !== 'number') return null
  return { opensAt: toIso(opensAt), closesAt: toIso(closesAt) }
}
