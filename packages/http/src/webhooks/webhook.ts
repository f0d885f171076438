import { answerHandshake, verifySignature } from '@guichet/cloud-api'
import { isStoreFailure, type Receipt } from '@guichet/runtime'
import { bytesProblem } from '../body/bytes-problem.ts'
import { readBytes } from '../body/bytes.ts'
import type { Parts } from '../parts.ts'
import { problem } from '../problem/problem.ts'
import { forward } from './forward.ts'

/** Where Meta sends its webhooks. */
export const webhookPath = '/webhooks/whatsapp'

/**
 * Answers Meta: the handshake, and webhooks. It stands before all else and is plain, for it has to keep up
 * with thousands of requests a second (HOOK-8).
 */
export const webhook = async (request: Request, parts: Parts): Promise<Response> => {
  switch (request.method) {
    case 'POST':
      return receive(request, parts)
    case 'GET':
      return handshake(request, parts)
    default:
      return problem('method-not-allowed', 'Send GET for the handshake, or POST for a webhook.', {
        headers: { allow: 'GET, POST' },
      })
  }
}

const handshake = (request: Request, { verifyToken }: Parts): Response => {
  const { status, contentType, body } = answerHandshake(new URL(request.url).searchParams, verifyToken)
  // The body is the challenge, in which whoever has the token may write what they like.
  const headers = {
    'content-type': contentType,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  }
  return new Response(body, { status, headers })
}

const receive = async (request: Request, parts: Parts): Promise<Response> => {
  const { runtime, appSecrets, limits, metrics, forwardTo } = parts
  const header = request.headers.get('x-hub-signature-256')
  // Whoever signs nothing is not read either.
  if (header === null) return unsigned()
  const body = await readBytes(request, limits.webhookBytes, limits.lengthIsEnforced)
  if (typeof body === 'string') return bytesProblem(body, limits.webhookBytes)
  if (!verifySignature({ body, header, secret: appSecrets }).ok) return unsigned()
  const began = performance.now()
  let receipt: Receipt
  try {
    receipt = await runtime.receive(textOf(body))
  } catch (fault) {
    return notKept(fault, parts)
  }
  metrics.received(receipt, (performance.now() - began) / 1000)
  // Durable first: whoever answers the customer right away will ask us whether they may.
  const missed = forwardTo === null ? null : await forward({ body, signature: header }, forwardTo)
  if (missed !== null) return notForwarded(missed, parts)
  return new Response('ok', acknowledged)
}

const acknowledged = { status: 200 }

/** What is no UTF-8 is marked, not refused: it is signed, and Meta would send it for days. */
const textOf = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('utf8')

/** Never tells what would have been right, or which part of it is wrong. */
const unsigned = (): Response =>
  problem('unauthorized', 'The webhook does not bear the signature of one of our apps.')

/** Meta sends it again, whatever it was. */
const notKept = (fault: unknown, { log, surroundings }: Parts): Response => {
  const isStore = isStoreFailure(fault)
  const reason = isStore ? fault.kind : fault instanceof Error ? fault.name : typeof fault
  log({ level: 'error', event: 'webhook not kept', at: surroundings.now(), reason })
  return isStore
    ? problem('store-unavailable', 'The webhook was not kept; send it again.', { headers: soon })
    : problem('internal', 'The webhook was not kept; send it again.')
}

/** It is kept here, but WhatsApp has to send it again for whoever else wants it. */
const notForwarded = (reason: string, { log, surroundings }: Parts): Response => {
  log({ level: 'warn', event: 'webhook not forwarded', at: surroundings.now(), reason })
  return problem('webhook-not-forwarded', 'Send it again.', { headers: soon })
}

const soon = { 'retry-after': '5' }
