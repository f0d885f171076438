import { isWritable, mediaType, parseJson } from '../body/json.ts'
import { readBytes } from '../body/bytes.ts'
import { isFields } from '../shape/object.ts'
import { graphError } from './graph-error.ts'

/** The parameters of a request to Graph: from the body or the query. */
export interface Parameters {
  readonly [name: string]: unknown
}

/** The parameters, or the error to answer with. */
export type ParametersReading =
  { readonly ok: true; readonly parameters: Parameters } | { readonly ok: false; readonly answer: Response }

/**
 * Reads the parameters of a request as Graph does: a JSON object, a form whose values may be JSON, or the
 * query where there is no body. Leaves an access token among them out.
 */
export const readParameters = async (request: Request, limit: number): Promise<ParametersReading> => {
  const bytes = await readBytes(request, limit)
  if (bytes === 'too-large') return no(413, `The body is longer than ${limit} bytes. Send a smaller body.`)
  if (bytes === 'broken-off') return no(400, 'The body ended too early. Send the request again.')
  const type = mediaType(request)
  if (bytes.length === 0) return ofEntries(new URL(request.url).searchParams)
  if (type === 'application/x-www-form-urlencoded')
    return ofEntries(new URLSearchParams(Buffer.from(bytes).toString('utf8')))
  if (type === 'multipart/form-data') return ofForm(request, bytes)
  // Clients declare JSON in many ways, or not at all.
  const parsed = parseJson(bytes)
  if (!parsed.ok) return no(400, `The body is not valid JSON: ${parsed.reason}.`)
  return isFields(parsed.value)
    ? of(parsed.value)
    : no(400, 'The body is JSON, but not an object. Send a JSON object.')
}

const ofForm = async (request: Request, bytes: Uint8Array): Promise<ParametersReading> => {
  const headers = { 'content-type': request.headers.get('content-type') ?? '' }
  try {
    const form = await new Response(Buffer.from(bytes), { headers }).formData()
    const entries = [...form].flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    )
    return ofEntries(entries)
  } catch {
    return no(400, 'The body is not a valid form. Send JSON, or a form in the encoding of its Content-Type.')
  }
}

const ofEntries = (entries: Iterable<readonly [string, string]>): ParametersReading =>
  of(Object.fromEntries([...entries].map(([name, value]) => [name, valueOf(value)])))

/** In a form, lists and objects are JSON; every other value is text. */
const valueOf = (text: string): unknown => {
  if (!/^\s*[[{]/.test(text)) return text
  const parsed = parseJson(Buffer.from(text))
  return parsed.ok ? parsed.value : text
}

const of = (given: Parameters): ParametersReading => {
  const parameters = Object.fromEntries(Object.entries(given).filter(([name]) => name !== 'access_token'))
  return isWritable(parameters)
    ? { ok: true, parameters }
    : no(400, 'The body is nested too deeply. Send fewer levels of lists and objects.')
}

const no = (status: number, details: string): ParametersReading => ({
  ok: false,
  answer: graphError(status, { code: 100, message: 'Invalid parameter', details }),
})
