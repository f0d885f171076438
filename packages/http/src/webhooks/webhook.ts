import { answerHandshake, verifySignature } from '@guichet/cloud-api'
import { isStoreFailure, type Parcel, type Receipt } from '@guichet/runtime'
import { bytesProblem } from '../body/bytes-problem.ts'
import { readBytes } from '../body/bytes.ts'
import type { Parts } from '../parts.ts'
import { problem } from '../problem/problem.ts'
import type { SignedWebhook } from './forward.ts'
import { payloadOf } from './payload.ts'

/**
 * Answers Meta's handshake and webhooks. It comes before all middleware and is plain, because it has to keep
 * up with thousands of requests a second (HOOK-8).
 */
export const webhook = async (request: Request, parts: Parts): Promise<Response> =>
  answered(request, {
    post: () => receive(request, parts),
    get: () => handshake(request, parts),
  })

/** What a webhook's address answers to its two methods. */
export const answered = async (
  { method }: Request,
  { post, get }: { readonly post: () => Promise<Response>; readonly get: () => Response },
): Promise<Response> => {
  switch (method) {
    case 'POST':
      return post()
    case 'GET':
      return get()
    default:
      return problem('method-not-allowed', 'Send GET for the handshake, or POST for a webhook.', {
        headers: { allow: 'GET, POST' },
      })
  }
}

export const handshake = (request: Request, { verifyToken }: Pick<Parts, 'verifyToken'>): Response => {
  const { status, contentType, body } = answerHandshake(new URL(request.url).searchParams, verifyToken)
  // The body is the challenge, and a client with the token may choose any text.
  const headers = {
    'content-type': contentType,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  }
  return new Response(body, { status, headers })
}

const receive = async (request: Request, parts: Parts): Promise<Response> => {
  const read = await readSigned(request, parts.limits)
  if (read instanceof Response) return read
  const { body, signature: header } = read
  if (!verifySignature({ body, header, secret: parts.appSecrets }).ok) return unsigned()
  return keep(read, parts)
}

/** The body and what it is signed with; the problem to answer with where there is none. */
export const readSigned = async (
  request: Request,
  { webhookBytes, lengthIsEnforced }: Parts['limits'],
): Promise<SignedWebhook | Response> => {
  const signature = request.headers.get('x-hub-signature-256')
  // A body without a signature is not read.
  if (signature === null) return unsigned()
  const body = await readBytes(request, webhookBytes, lengthIsEnforced)
  return typeof body === 'string' ? bytesProblem(body, webhookBytes) : { body, signature }
}

/** Makes a verified webhook durable, and answers. */
export const keep = async ({ body, signature }: SignedWebhook, parts: Parts): Promise<Response> => {
  const { runtime, metrics } = parts
  const began = performance.now()
  let receipt: Receipt
  try {
    receipt = await runtime.receive(textOf(body), parcelOf({ body, signature }, parts))
  } catch (fault) {
    return notKept(fault, parts)
  }
  metrics.received(receipt, (performance.now() - began) / 1000)
  return new Response('ok', acknowledged)
}

/** What each endpoint gets once the webhook is durable, in the same transaction. */
const parcelOf = ({ body, signature }: SignedWebhook, { forwards, tracing }: Parts): Parcel | undefined => {
  if (!forwards.some(({ takesWebhooks }) => takesWebhooks)) return undefined
  const traceparent = tracing.here()
  return {
    queues: forwards.flatMap(({ queue, takesWebhooks }) => (takesWebhooks ? [queue] : [])),
    signature,
    payload: payloadOf(body),
    ...(traceparent === null ? {} : { traceparent }),
  }
}

const acknowledged = { status: 200 }

/** Invalid UTF-8 is marked, not refused: the webhook is signed, and Meta would repeat it for days. */
export const textOf = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('utf8')

/** Reveals neither the right signature nor which part is wrong. */
export const unsigned = (): Response =>
  problem('unauthorized', 'The signature matches none of the configured app secrets.')

/** Meta sends it again after any error. */
const notKept = (fault: unknown, { log, surroundings }: Parts): Response => {
  const isStore = isStoreFailure(fault)
  const reason = isStore ? fault.kind : fault instanceof Error ? fault.name : typeof fault
  log({ level: 'error', event: 'webhook not kept', at: surroundings.now(), reason })
  return isStore
    ? problem('store-unavailable', 'The webhook was not stored. Send it again.', { headers: soon })
    : problem('internal', 'The webhook was not stored. Send it again.')
}

const soon = { 'retry-after': '5' }
