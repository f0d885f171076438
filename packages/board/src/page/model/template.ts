import { fieldsOf, instantOf, readAll, textOf, type Fields, type Instant } from './json.ts'

export interface Template {
  readonly account: string | null
  readonly name: string
  readonly language: string
  /** Meta's status; `null` if none is known. */
  readonly status: string | null
  readonly category: string | null
  readonly since: Instant | null
}

const readTemplate = (fields: Fields): Template | null => {
  const name = textOf(fields['name'])
  const language = textOf(fields['language'])
  if (name === null || language === null) return null
  return {
    account: textOf(fields['account']),
    name,
    language,
    status: textOf(fields['status']),
    category: textOf(fields['category'])?.toLowerCase() ?? null,
    since: instantOf(fields['since']),
  }
}

export const readTemplates = (json: unknown): readonly Template[] =>
  readAll(fieldsOf(json)['templates'], readTemplate)

/** Every status but an approval keeps a template from being sent, or will soon. */
export const isInTrouble = ({ status }: Template): boolean => status !== null && status !== 'APPROVED'
