import { problem } from '../problem/problem.ts'
import { bytesProblem } from './bytes-problem.ts'
import { readBytes } from './bytes.ts'
import { brokenAt } from './position.ts'

/** A parsed JSON body, or the problem to answer with. */
export type JsonReading =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: Response }

/** Reads a JSON body of at most `limit` bytes. */
export const readJson = async (request: Request, limit: number): Promise<JsonReading> => {
  const type = mediaType(request)
  if (type !== '' && type !== 'application/json' && !type.endsWith('+json'))
    return no(
      problem(
        'unsupported-media-type',
        `The Content-Type is ${JSON.stringify(type)}. Send application/json.`,
      ),
    )
  const bytes = await readBytes(request, limit)
  if (typeof bytes === 'string') return no(bytesProblem(bytes, limit))
  const parsed = parseJson(bytes)
  return parsed.ok ? parsed : no(malformed(parsed))
}

/** The media type of a body in lower case, without parameters; empty where the request names none. */
export const mediaType = (request: Request): string =>
  (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''

/**
 * Parsed JSON, or why the bytes are not JSON and after how many characters; `null` where they are not UTF-8.
 */
export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string; readonly position: number | null }

/** Parses JSON in UTF-8. The reason never quotes the body. */
export const parseJson = (bytes: Uint8Array): Parsed => {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { ok: false, reason: 'it is not UTF-8', position: null }
  }
  try {
    const value: unknown = JSON.parse(text)
    return { ok: true, value }
  } catch {
    return { ok: false, ...whereIn(text) }
  }
}

/** A value that can be parsed can be too deep to be serialised. */
export const isWritable = (value: unknown): boolean => {
  try {
    return JSON.stringify(value) !== ''
  } catch {
    return false
  }
}

const whereIn = (text: string): { readonly reason: string; readonly position: number } => {
  if (text.trim() === '') return { reason: 'it is empty', position: 0 }
  const position = brokenAt(text)
  const reason = position === text.length ? 'it ends too early' : `syntax error after character ${position}`
  return { reason, position }
}

const malformed = ({ reason, position }: Parsed & { readonly ok: false }): Response =>
  problem('malformed-json', `The body is not valid JSON: ${reason}.`, {
    members: position === null ? {} : { position },
  })

const no = (answer: Response): JsonReading => ({ ok: false, problem: answer })
