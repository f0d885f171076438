import { mediaType, parseJson } from '../body/json.ts'
import { readBytes } from '../body/bytes.ts'
import { graphError } from './graph-error.ts'

/** The parameters of a request to Graph, from wherever the client put them. */
export interface Parameters {
  readonly [name: string]: unknown
}

/** The parameters, or what to answer instead. */
export type ParametersReading =
  { readonly ok: true; readonly parameters: Parameters } | { readonly ok: false; readonly answer: Response }

/**
 * Reads the parameters of a request as Graph takes them: a JSON object, a form whose values may be JSON, or
 * the query where there is no body. A token among them is taken out.
 */
export const readParameters = async (request: Request, limit: number): Promise<ParametersReading> => {
  const bytes = await readBytes(request, limit)
  if (bytes === 'too-large') return no(413, `The body is too large: at most ${limit} bytes are read.`)
  if (bytes === 'broken-off') return no(400, 'The body ended before all of it was there.')
  const type = mediaType(request)
  if (bytes.length === 0) return ofEntries(new URL(request.url).searchParams)
  if (type === 'application/x-www-form-urlencoded')
    return ofEntries(new URLSearchParams(Buffer.from(bytes).toString('utf8')))
  if (type === 'multipart/form-data') return ofForm(request, bytes)
  // Clients name JSON in many ways, or not at all.
  const parsed = parseJson(bytes)
  if (!parsed.ok) return no(400, `The body cannot be read as JSON: ${parsed.reason}.`)
  return isObject(parsed.value) ? of(parsed.value) : no(400, 'The body is no JSON object.')
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
    return no(400, 'The form cannot be read.')
  }
}

const ofEntries = (entries: Iterable<readonly [string, string]>): ParametersReading =>
  of(Object.fromEntries([...entries].map(([name, value]) => [name, valueOf(value)])))

/** Lists and objects are JSON in a form; everything else is a text. */
const valueOf = (text: string): unknown => {
  if (!/^\s*[[{]/.test(text)) return text
  const parsed = parseJson(Buffer.from(text))
  return parsed.ok ? parsed.value : text
}

const of = (given: Parameters): ParametersReading => {
  const parameters = Object.fromEntries(Object.entries(given).filter(([name]) => name !== 'access_token'))
  return isWritable(parameters) ? { ok: true, parameters } : no(400, 'The body is nested too deeply.')
}

/** What can be read can be too deep to be written again. */
const isWritable = (value: unknown): boolean => {
  try {
    return JSON.stringify(value) !== ''
  } catch {
    return false
  }
}

const isObject = (u: unknown): u is Parameters => typeof u === 'object' && u !== null && !Array.isArray(u)

const no = (status: number, details: string): ParametersReading => ({
  ok: false,
  answer: graphError(status, { code: 100, message: 'Invalid parameter', details }),
})
