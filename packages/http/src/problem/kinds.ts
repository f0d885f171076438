/** The kinds of problems, and their HTTP status. */
interface Kind {
  readonly status: number
  readonly title: string
}

/** The name of a problem, such as `not-found`: the end of its `type`. It stays. */
export type ProblemKind =
  | 'broken-off'
  | 'malformed-json'
  | 'invalid-parameter'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'key-reused'
  | 'in-progress'
  | 'given-up'
  | 'already-over'
  | 'not-dead'
  | 'too-large'
  | 'unsupported-media-type'
  | 'invalid-body'
  | 'too-old'
  | 'refused-by-rule'
  | 'refused-by-whatsapp'
  | 'group-not-supported'
  | 'fate-unknown'
  | 'throttled'
  | 'internal'
  | 'access-refused'
  | 'whatsapp-unreachable'
  | 'store-unavailable'
  | 'draining'

/** Every problem that the gateway answers with. */
export const problemKinds: Readonly<Record<ProblemKind, Kind>> = {
  'broken-off': { status: 400, title: 'The body ended too early' },
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'invalid-parameter': { status: 400, title: 'A parameter is invalid' },
  unauthorized: { status: 401, title: 'No valid API key came with the request' },
  forbidden: { status: 403, title: 'The API key may not do this' },
  'not-found': { status: 404, title: 'The path, or what it names, does not exist' },
  'method-not-allowed': { status: 405, title: 'The path does not allow this method' },
  'key-reused': { status: 409, title: 'Another request was made under the same Idempotency-Key' },
  'in-progress': { status: 409, title: 'An earlier request with the same Idempotency-Key is under way' },
  'given-up': { status: 409, title: 'The request with this Idempotency-Key was given up' },
  'already-over': { status: 409, title: 'The message in the outbox has its outcome already' },
  'not-dead': { status: 409, title: 'The delivery is not dead' },
  'too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body has the wrong media type' },
  'invalid-body': { status: 422, title: 'The body lacks a field or has an invalid one' },
  'too-old': { status: 422, title: 'The instant lies before the facts that are kept' },
  'refused-by-rule': { status: 422, title: "WhatsApp's rules do not permit this message now" },
  'refused-by-whatsapp': { status: 422, title: 'WhatsApp refused the message' },
  'group-not-supported': { status: 422, title: 'Messages to groups are not supported' },
  'fate-unknown': { status: 424, title: 'It is not known whether the message was sent' },
  throttled: { status: 429, title: 'WhatsApp asks to wait before the message is sent' },
  internal: { status: 500, title: 'The gateway failed' },
  'access-refused': { status: 503, title: "WhatsApp refuses the gateway's own access token" },
  'whatsapp-unreachable': { status: 503, title: 'WhatsApp cannot be reached; nothing was sent' },
  'store-unavailable': { status: 503, title: 'The store is unavailable' },
  draining: { status: 503, title: 'The gateway is shutting down' },
}
