import { readContent, type Content } from './content.ts'
import { fieldsOf, instantOf, readAll, textOf, type Fields, type Instant } from './json.ts'

/** An event of a thread. The fields depend on the type. */
export interface ThreadEvent {
  readonly type: string
  readonly id: string
  readonly at: Instant
  readonly kind: string | null
  readonly entryPoint: string | null
  readonly content: Content | null
  readonly message: string | null
  readonly status: string | null
  readonly errorCode: number | null
  readonly value: string | null
  readonly previous: string | null
  readonly current: string | null
}

const readEvent = (fields: Fields): ThreadEvent | null => {
  const type = textOf(fields['type'])
  const at = instantOf(fields['at'])
  if (type === null || at === null) return null
  const { errorCode } = fields
  return {
    type,
    id: textOf(fields['id']) ?? '',
    at,
    kind: textOf(fields['kind']),
    entryPoint: textOf(fieldsOf(fields['entryPoint'])['source']),
    content: readContent(fields['content']),
    message: textOf(fields['message']),
    status: textOf(fields['status']),
    errorCode: typeof errorCode === 'number' ? errorCode : null,
    value: textOf(fields['value']),
    previous: textOf(fields['previous']),
    current: textOf(fields['current']),
  }
}

export const readEvents = (json: unknown): readonly ThreadEvent[] =>
  readAll(fieldsOf(json)['events'], readEvent)
