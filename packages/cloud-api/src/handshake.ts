import { sameDigest, sha256 } from '#digest'

/** The query of a handshake, as a web-standard object or as a server's record of parameters. */
export type HandshakeQuery =
  URLSearchParams | Readonly<Record<string, string | readonly string[] | undefined>>

/** What to answer. The body must go out with this content type, for a challenge may hold markup. */
export interface HandshakeAnswer {
  readonly status: 200 | 403
  readonly contentType: 'text/plain; charset=utf-8'
  readonly body: string
}

const contentType = 'text/plain; charset=utf-8'
const refused: HandshakeAnswer = { status: 403, contentType, body: 'Forbidden' }

/**
 * Answers the GET request with which Meta checks a webhook address (HOOK-5): the challenge if the verify
 * token is right, else 403. The request has no signature, so none is checked. A parameter that is given
 * twice, or an empty verify token of our own, is refused.
 */
export const answerHandshake = (query: HandshakeQuery, verifyToken: string): HandshakeAnswer => {
  const token = parameter(query, 'hub.verify_token')
  const challenge = parameter(query, 'hub.challenge')
  if (verifyToken === '' || token === undefined || !sameText(token, verifyToken)) return refused
  if (parameter(query, 'hub.mode') !== 'subscribe' || challenge === undefined || challenge === '')
    return refused
  return { status: 200, contentType, body: challenge }
}

const parameter = (query: HandshakeQuery, name: string): string | undefined => {
  if (query instanceof URLSearchParams) {
    const values = query.getAll(name)
    return values.length === 1 ? values[0] : undefined
  }
  const value = Object.hasOwn(query, name) ? query[name] : undefined
  return typeof value === 'string' ? value : undefined
}

/** Compares digests, which are equally long, in constant time. */
const sameText = (a: string, b: string): boolean => sameDigest(sha256(a), sha256(b))
