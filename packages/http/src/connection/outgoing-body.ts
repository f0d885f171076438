import type { KeyWatch } from '../access/key-watch.ts'
import { mediaType, parseJson } from '../body/json.ts'

/** The body of a request as Graph receives it. */
export type OutgoingBody =
  | { readonly is: 'none' }
  /** Written here, as JSON. */
  | { readonly is: 'json'; readonly text: string }
  /** The caller's, read and looked through. */
  | { readonly is: 'bytes'; readonly bytes: Uint8Array }
  /** The caller's, too long to be kept; it breaks off where a key is in it, and then `wasCut` says so. */
  | { readonly is: 'stream'; readonly stream: ReadableStream<Uint8Array>; readonly wasCut: () => boolean }

/** A body that may be passed on, or why it may not. */
export type BodyReading = OutgoingBody | { readonly is: 'refused'; readonly why: BodyRefusal }

/** `batch`: it holds several requests; the other names say what is wrong. */
export type BodyRefusal = 'key' | 'batch' | 'too-large' | 'broken-off'

export interface BodyInput {
  readonly request: Request
  readonly watch: KeyWatch
  /** How much of it is kept for the search, in bytes. */
  readonly limit: number
  /** Uploads of parts of a file go there; they have any length and any type. */
  readonly isUpload: boolean
}

/**
 * Searches a body for API keys and for nested requests. Up to the limit it reads all of it: as bytes, as
 * JSON, as a form. A longer body is a file: it is streamed on, and searched for the caller's key in plain
 * text only. JSON and forms without files are no longer than the limit. Compressed bodies and encodings that
 * do not extend ASCII are not decoded.
 */
export const outgoingBody = async (input: BodyInput): Promise<BodyReading> => {
  const { request, limit, isUpload, watch } = input
  if (request.body === null || request.method === 'GET' || request.method === 'HEAD') return { is: 'none' }
  const reader = request.body.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    while (length <= limit) {
      const { done, value } = await reader.read()
      if (done) return whole(Buffer.concat(chunks), input)
      chunks.push(value)
      length += value.byteLength
    }
  } catch {
    return { is: 'refused', why: 'broken-off' }
  }
  const beginning = Buffer.concat(chunks)
  const type = mediaType(request)
  const hasParameters = isJson(type) || type === 'application/x-www-form-urlencoded'
  const why =
    hasParameters && !isUpload ? 'too-large' : watch.isIn(beginning.toString('latin1')) ? 'key' : null
  if (why === null) return passing(beginning, reader, watch)
  // Not awaited: the rest of the body is not needed.
  reader.cancel().catch(() => undefined)
  return { is: 'refused', why }
}

const isJson = (type: string): boolean => type === 'application/json' || type.endsWith('+json')

const whole = async (bytes: Buffer, { request, watch, isUpload }: BodyInput): Promise<BodyReading> => {
  if (bytes.length === 0) return { is: 'none' }
  if (watch.isIn(bytes.toString('latin1'))) return { is: 'refused', why: 'key' }
  const fields = await fieldsIn(bytes, request)
  if (fields.some((field) => watch.isWithin(field))) return { is: 'refused', why: 'key' }
  return !isUpload && fields.some(([name]) => isBatch(name))
    ? { is: 'refused', why: 'batch' }
    : { is: 'bytes', bytes }
}

/**
 * Does a parameter of this name hold several requests? Servers also take `batch[0][method]` for a part of it.
 */
export const isBatch = (name: string): boolean => /^\s*batch\s*(\[|\0|$)/i.test(name)

/** The parameters of a body, as far as it is one that has any. */
const fieldsIn = async (
  bytes: Buffer,
  request: Request,
): Promise<readonly (readonly [string, unknown])[]> => {
  const type = mediaType(request)
  if (type === 'application/x-www-form-urlencoded') return [...new URLSearchParams(bytes.toString('utf8'))]
  if (type === 'multipart/form-data') return textsOf(bytes, request.headers.get('content-type') ?? '')
  // Clients declare JSON in many ways, or not at all.
  const parsed = parseJson(bytes)
  const isObject = parsed.ok && typeof parsed.value === 'object' && parsed.value !== null
  return isObject ? Object.entries(parsed.value) : []
}

const textsOf = async (bytes: Buffer, type: string): Promise<readonly (readonly [string, unknown])[]> => {
  try {
    const form = await new Response(Uint8Array.from(bytes), { headers: { 'content-type': type } }).formData()
    return [...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.name])
  } catch {
    return []
  }
}

/** The bytes that were read and those to come, searched for the key, also across two chunks. */
const passing = (
  beginning: Uint8Array,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { bytes: key }: KeyWatch,
): OutgoingBody => {
  let isCut = false
  let before: Buffer = Buffer.from(beginning.subarray(-key.length))
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(beginning),
    pull: async (controller) => {
      const { done, value } = await reader.read()
      if (done) return controller.close()
      const seen = Buffer.concat([before, value])
      isCut = seen.includes(Buffer.from(key))
      if (isCut) {
        reader.cancel().catch(() => undefined)
        return controller.error(new Error('an API key is in the body'))
      }
      before = seen.subarray(-key.length)
      controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
  return { is: 'stream', stream, wasCut: () => isCut }
}
