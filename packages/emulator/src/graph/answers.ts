import { hexWord } from '../chance.ts'
import { compact } from '../json.ts'
import { nextNumber, type World } from '../world/world.ts'
import { errorNamed } from './error-table.ts'

/** Why a request is refused. */
export interface Refusal {
  readonly code: number
  /** The details of the error; default: the meaning of the code. */
  readonly details?: string
  readonly subcode?: number
  /** HTTP's status; default: that of the code. */
  readonly status?: number
}

/** An answer as the Graph API gives it. */
export const jsonAnswer = (body: object, status = 200): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8', 'facebook-api-version': 'v24.0' },
  })

/** An error in Meta's shape (SEND-1); `beside` has further members if a part of the request was done. */
export const errorAnswer = (
  world: World,
  { code, details, subcode, status }: Refusal,
  beside: object = {},
): Response => {
  const meaning = errorNamed(code)
  const trace = `A${hexWord(world.roll, 22, 'trace', nextNumber(world))}`
  const error = compact({
    message: code === 190 || code === 2500 ? (details ?? meaning.title) : `(#${code}) ${meaning.title}`,
    type: 'OAuthException',
    code,
    error_subcode: subcode,
    is_transient: code === 1 || code === 2 ? true : undefined,
    error_data: { messaging_product: 'whatsapp', details: details ?? meaning.details },
    fbtrace_id: trace,
  })
  return jsonAnswer({ ...beside, error }, status ?? meaning.status)
}

/** The error for an object that does not exist, or that the token may not read. */
export const noSuchObject = (world: World, id: string): Response =>
  errorAnswer(world, {
    code: 100,
    subcode: 33,
    details: `Unsupported request. Object with ID '${id}' does not exist or cannot be loaded.`,
  })
