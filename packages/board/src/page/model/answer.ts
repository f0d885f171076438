import { readContent, type Content } from './content.ts'
import { fieldsOf, instantOf, listOf, readAll, textOf, textsOf, type Fields, type Instant } from './json.ts'
import { readMoney, type Money } from './money.ts'

/** May a message be sent? */
export type Answer = Allowed | Refused

export interface Allowed {
  readonly is: 'allowed'
  readonly validUntil: Instant | null
  readonly charge: Charge
  /** What one such message costs; `null` where that is not known. */
  readonly price: Money | null
  /** How many of the month's free messages are used; `null` without a free tier. */
  readonly tier: { readonly used: number; readonly amount: number } | null
  readonly because: readonly string[]
  /** Facts that could change the answer and are not known, such as `templates`. */
  readonly notKnown: readonly string[]
}

export interface Charge {
  readonly unit: string
  readonly category: string
  readonly type: string
}

export interface Refused {
  readonly is: 'refused'
  readonly reasons: readonly Reason[]
  readonly remedies: readonly Remedy[]
  readonly notKnown: readonly string[]
}

/** A reason for a refusal. The fields depend on the code. */
export interface Reason {
  readonly code: string
  readonly because: readonly string[]
  readonly closedAt: Instant | null
  readonly since: Instant | null
  readonly status: string | null
  readonly name: string | null
  readonly language: string | null
  readonly current: string | null
}

/** What to do instead. */
export interface Remedy {
  readonly do: string
  readonly at: Instant | null
  readonly templates: readonly Content[] | null
  readonly more: number
  readonly except: readonly string[]
}

/** Reads an answer; `null` for anything else, such as the answer for too old an instant. */
export const readAnswer = (json: unknown): Answer | null => {
  const fields = fieldsOf(json)
  if (fields['answer'] === 'allowed') return readAllowed(fields)
  if (fields['answer'] !== 'refused') return null
  return {
    is: 'refused',
    reasons: readAll(fields['reasons'], readReason),
    remedies: readAll(fields['remedies'], readRemedy),
    notKnown: textsOf(fields['notKnown']),
  }
}

export const readAnswers = (json: unknown): readonly (Answer | null)[] =>
  listOf(fieldsOf(json)['answers']).map(readAnswer)

const readAllowed = (fields: Fields): Allowed => {
  const charge = fieldsOf(fields['charge'])
  const { used, amount } = fieldsOf(fields['tier'])
  return {
    is: 'allowed',
    validUntil: instantOf(fields['validUntil']),
    charge: {
      unit: textOf(charge['unit']) ?? '',
      category: textOf(charge['category']) ?? '',
      type: textOf(charge['type']) ?? '',
    },
    price: readMoney(fields['price']),
    tier: typeof used === 'number' && typeof amount === 'number' ? { used, amount } : null,
    because: textsOf(fields['because']),
    notKnown: textsOf(fields['notKnown']),
  }
}

const readReason = (fields: Fields): Reason | null => {
  const code = textOf(fields['code'])
  if (code === null) return null
  return {
    code,
    because: textsOf(fields['because']),
    closedAt: instantOf(fields['closedAt']),
    since: instantOf(fields['since']),
    status: textOf(fields['status']),
    name: textOf(fields['name']),
    language: textOf(fields['language']),
    current: textOf(fields['current']),
  }
}

const readRemedy = (fields: Fields): Remedy | null => {
  const action = textOf(fields['do'])
  if (action === null) return null
  const { templates, more } = fields
  return {
    do: action,
    at: instantOf(fields['at']),
    templates: Array.isArray(templates)
      ? readAll(templates, (template) => readContent({ ...template, kind: 'template' }))
      : null,
    more: typeof more === 'number' ? more : 0,
    except: textsOf(fields['except']),
  }
}
