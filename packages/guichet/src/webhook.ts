import { answerHandshake, verifySignature, type InboundMessage } from '@guichet/cloud-api'
import { isStoreFailure, type Receipt } from '@guichet/runtime'
import type { BotOptions } from './options.ts'

/** A request to the address of webhooks, however it came. */
export interface Asked {
  readonly method: string
  readonly query: URLSearchParams
  /** `X-Hub-Signature-256`. */
  readonly signature: string | null
  /** Reads the body as it came. */
  readonly body: () => Promise<Uint8Array | 'too-long' | 'not-raw'>
}

export interface Answered {
  readonly status: number
  readonly contentType?: string
  readonly body: string
}

/** Answers WhatsApp: the handshake, and signed webhooks once they are kept and handled. */
export const answer = async (
  { method, query, signature, body: read }: Asked,
  { verifyToken, appSecret }: Pick<BotOptions, 'verifyToken' | 'appSecret'>,
  take: (body: string) => Promise<Receipt<InboundMessage>>,
): Promise<Answered> => {
  if (method === 'GET') return answerHandshake(query, verifyToken)
  if (method !== 'POST') return plain(405, 'only GET and POST are answered here')
  const body = await read()
  if (body === 'too-long') return plain(413, 'the body is too long')
  if (body === 'not-raw') return plain(500, parsedBefore)
  const check = verifySignature({ body, header: signature, secret: appSecret })
  if (!check.ok) return plain(401, `the signature is ${check.reason}`)
  try {
    await take(new TextDecoder().decode(body))
  } catch (failure) {
    if (!isStoreFailure(failure)) throw failure
    // WhatsApp delivers it again.
    return plain(503, 'nothing can be kept at the moment')
  }
  return plain(200, '')
}

const parsedBefore =
  'the body was parsed before it came here, so its signature cannot be checked; take webhooks before the parser'

const plain = (status: number, body: string): Answered => ({
  status,
  contentType: 'text/plain; charset=utf-8',
  body,
})
