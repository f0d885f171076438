import { fieldsOf, instantOf, readAll, textOf, type Fields, type Instant } from './json.ts'

/** A difference between WhatsApp and its rules, or between a charge and what was known before. */
export interface Finding {
  readonly phoneNumberId: string
  readonly customer: string
  readonly message: string
  readonly code: string
  readonly at: Instant | null
}

const readFinding = (fields: Fields): Finding | null => {
  const code = textOf(fields['code'])
  if (code === null) return null
  return {
    phoneNumberId: textOf(fields['phoneNumberId']) ?? '',
    customer: textOf(fields['customer']) ?? '',
    message: textOf(fields['message']) ?? '',
    code,
    at: instantOf(fields['at']),
  }
}

export const readFindings = (json: unknown): readonly Finding[] =>
  readAll(fieldsOf(json)['findings'], readFinding)
