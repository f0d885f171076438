import { fieldsOf, instantOf, readAll, textOf, type Fields, type Instant } from './json.ts'

/** The state of an account's list of templates. */
export interface TemplateList {
  readonly account: string
  /** Are all its templates known? */
  readonly isComplete: boolean
  readonly readAt: Instant | null
  readonly failure: ListFailure | null
}

/** Why the list cannot be read. */
export interface ListFailure {
  readonly since: Instant | null
  readonly detail: string
}

const readList = (fields: Fields): TemplateList | null => {
  const account = textOf(fields['account'])
  if (account === null) return null
  return {
    account,
    isComplete: fields['complete'] === true,
    readAt: instantOf(fields['readAt']),
    failure: readFailure(fieldsOf(fields['failure'])),
  }
}

const readFailure = ({ since, detail }: Fields): ListFailure | null => {
  const words = textOf(detail)
  return words === null ? null : { since: instantOf(since), detail: words }
}

/** The lists in an answer of `/templates`; an older gateway sends none. */
export const readTemplateLists = (json: unknown): readonly TemplateList[] =>
  readAll(fieldsOf(json)['lists'], readList)
