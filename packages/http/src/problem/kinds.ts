/** What can be wrong with a request, as HTTP tells it. */
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
  | 'not-found'
  | 'method-not-allowed'
  | 'key-reused'
  | 'in-progress'
  | 'given-up'
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
  | 'webhook-not-forwarded'
  | 'access-refused'
  | 'whatsapp-unreachable'
  | 'store-unavailable'
  | 'draining'

/** Every problem that the gateway answers with. */
export const problemKinds: Readonly<Record<ProblemKind, Kind>> = {
  'broken-off': { status: 400, title: 'The body did not come as a whole' },
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'invalid-parameter': { status: 400, title: 'A parameter is not understood' },
  unauthorized: { status: 401, title: 'No valid API key came with the request' },
  'not-found': { status: 404, title: 'There is no such thing here' },
  'method-not-allowed': { status: 405, title: 'That method does not go with this path' },
  'key-reused': { status: 409, title: 'Another request was made under the same Idempotency-Key' },
  'in-progress': { status: 409, title: 'An earlier request with the same Idempotency-Key is under way' },
  'given-up': { status: 409, title: 'The request with this Idempotency-Key was given up' },
  'too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body has a type that is not read here' },
  'invalid-body': { status: 422, title: 'The body does not say what it has to' },
  'too-old': { status: 422, title: 'The instant lies further back than the facts are kept' },
  'refused-by-rule': { status: 422, title: "WhatsApp's rules do not permit this message now" },
  'refused-by-whatsapp': { status: 422, title: 'WhatsApp refused the message' },
  'group-not-supported': { status: 422, title: 'Messages to groups are not supported' },
  'fate-unknown': { status: 424, title: 'It is not known whether the message was sent' },
  throttled: { status: 429, title: 'WhatsApp asks to wait before the message is sent' },
  internal: { status: 500, title: 'Something went wrong here' },
  'webhook-not-forwarded': { status: 502, title: 'Whoever the webhooks are forwarded to did not take it' },
  'access-refused': { status: 503, title: "WhatsApp refuses the gateway's own access token" },
  'whatsapp-unreachable': { status: 503, title: 'WhatsApp cannot be reached; nothing was sent' },
  'store-unavailable': { status: 503, title: 'The store cannot do its work now' },
  draining: { status: 503, title: 'The gateway is shutting down' },
}
