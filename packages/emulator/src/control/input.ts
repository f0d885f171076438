import { isObject, type Json } from '../json.ts'

/** The fields of a request to the control API, and whether a form of the page sent it. */
export interface Input {
  readonly isForm: boolean
  readonly fields: Json
}

/**
 * Reads a body as JSON or as a form; `null` if it is neither. An empty body has no fields. `curl -d` calls all that it
 * sends a form, JSON as well.
 */
export const inputIn = async (request: Request): Promise<Input | null> => {
  const type = request.headers.get('content-type') ?? ''
  const text = await request.text()
  if (type.startsWith('application/x-www-form-urlencoded') && !text.trimStart().startsWith('{'))
    return { isForm: true, fields: Object.fromEntries(new URLSearchParams(text)) }
  if (text.trim() === '') return { isForm: false, fields: {} }
  try {
    const body: unknown = JSON.parse(text)
    return isObject(body) ? { isForm: false, fields: body } : null
  } catch {
    return null
  }
}
