import { hmacSha256, sameDigest } from '#digest'
import { bytesOf } from './digest/hex.ts'

/** A signed webhook as it arrived. */
export interface SignedBody {
  /** The body as it arrived, before any parsing: its raw bytes, or the text of bytes that were UTF-8. */
  readonly body: Uint8Array | string
  /** The value of `X-Hub-Signature-256`. */
  readonly header: string | null | undefined
  /** The app secret, or several while one replaces another. Never the verify token. */
  readonly secret: string | readonly string[] | undefined
}

/**
 * The result of the check. A refusal never reveals the right signature. `not-raw`: the body is parsed, so the
 * signed bytes are lost; pass the raw bytes, in Express from `express.raw({ type: 'application/json' })`.
 */
export type SignatureCheck =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'missing' | 'malformed' | 'wrong' | 'no-secret' | 'not-raw' }

const HEADER = /^sha256=([0-9a-fA-F]{64})$/

/**
 * Checks `X-Hub-Signature-256` (HOOK-6): HMAC-SHA256 of the raw bytes under the app secret, compared in
 * constant time. Without a secret, for instance if its variable is not set, every webhook is refused. No
 * body, header or secret makes it throw.
 */
export const verifySignature = ({ body, header, secret }: SignedBody): SignatureCheck => {
  const secrets = secretsIn(secret)
  if (secrets.length === 0) return { ok: false, reason: 'no-secret' }
  if (!isRaw(body)) return { ok: false, reason: 'not-raw' }
  if (typeof header !== 'string' || header === '') return { ok: false, reason: 'missing' }
  const hex = HEADER.exec(header)?.[1]
  if (hex === undefined) return { ok: false, reason: 'malformed' }
  const claimed = bytesOf(hex)
  let matches = false
  // Every secret is tried, so that the time does not reveal which one matched.
  for (const key of secrets) if (sameDigest(hmacSha256(key, body), claimed)) matches = true
  return matches ? { ok: true } : { ok: false, reason: 'wrong' }
}

/** A missing environment variable gives no secret. */
const secretsIn = (secret: unknown): readonly string[] =>
  (Array.isArray(secret) ? secret : [secret]).filter(
    (key): key is string => typeof key === 'string' && key !== '',
  )

const isRaw = (body: unknown): body is Uint8Array | string =>
  typeof body === 'string' || body instanceof Uint8Array
