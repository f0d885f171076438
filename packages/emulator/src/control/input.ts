import { isObject, type Json } from '../json.ts'

/** What a request to the control API carries, and whether a page's form sent it. */
export interface Input {
  readonly isForm: boolean
  readonly fields: Json
}

/** Reads a body as JSON or as a form; `null` for what is neither. An empty body has no fields. */
export const inputIn = async (request: Request): Promise<Input | null> => {
  const type = request.headers.get('content-type') ?? ''
  const text = await request.text()
  if (type.startsWith('application/x-www-form-urlencoded'))
    return { isForm: true, fields: Object.fromEntries(new URLSearchParams(text)) }
  if (text.trim() === '') return { isForm: false, fields: {} }
  try {
    const body: unknown = JSON.parse(text)
    return isObject(body) ? { isForm: false, fields: body } : null
  } catch {
    return null
  }
}
