import { type Json, codeOf, isObject } from '../read/json.ts'

/** An error of the Graph API, with Meta's words unchanged. */
export interface GraphError {
  readonly code: number
  readonly subcode: number | undefined
  readonly message: string
  readonly details: string | undefined
  readonly trace: string | undefined
  /** Meta says that the fault is its own and temporary. */
  readonly isTransient: boolean
  readonly raw: Json
}

/** The error in the body of an answer; `undefined` if it has none of Meta's shape, which has a code. */
export const graphErrorIn = (body: unknown): GraphError | undefined => {
  const error = isObject(body) ? body.error : undefined
  if (!isObject(error)) return undefined
  const code = codeOf(error.code)
  if (code === undefined) return undefined
  const data = error.error_data
  return {
    code,
    subcode: codeOf(error.error_subcode),
    message: wordsOf(error.message) ?? '',
    details: isObject(data) ? wordsOf(data.details) : undefined,
    trace: wordsOf(error.fbtrace_id),
    isTransient: error.is_transient === true,
    raw: error,
  }
}

const wordsOf = (u: unknown): string | undefined => (typeof u === 'string' && u !== '' ? u : undefined)
