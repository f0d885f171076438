import { createHmac, timingSafeEqual } from 'node:crypto'

/** A signed webhook as it arrived. */
export interface SignedBody {
  /** The raw bytes of the body, before any decoding or parsing. */
  readonly body: Uint8Array
  /** The value of `X-Hub-Signature-256`. */
  readonly header: string | null | undefined
  /** The app secret, or several while one replaces another. Never the verify token. */
  readonly secret: string | readonly string[]
}

/** Whether a webhook is Meta's. A refusal never tells the signature that would have been right. */
export type SignatureCheck =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'missing' | 'malformed' | 'wrong' | 'no-secret' }

const HEADER = /^sha256=([0-9a-fA-F]{64})$/

/**
 * Checks `X-Hub-Signature-256` (HOOK-6): HMAC-SHA256 of the raw bytes under the app secret, compared in
 * constant time. Without a secret every webhook is refused.
 */
export const verifySignature = ({ body, header, secret }: SignedBody): SignatureCheck => {
  const secrets = (typeof secret === 'string' ? [secret] : secret).filter((key) => key !== '')
  if (secrets.length === 0) return { ok: false, reason: 'no-secret' }
  if (header === null || header === undefined || header === '') return { ok: false, reason: 'missing' }
  const hex = HEADER.exec(header)?.[1]
  if (hex === undefined) return { ok: false, reason: 'malformed' }
  const claimed = Buffer.from(hex, 'hex')
  let matches = false
  // Every secret is tried, so that the time taken does not tell which one matched.
  for (const key of secrets)
    if (timingSafeEqual(createHmac('sha256', key).update(body).digest(), claimed)) matches = true
  return matches ? { ok: true } : { ok: false, reason: 'wrong' }
}
