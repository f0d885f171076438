import { examples } from '../examples.ts'
import { shared } from '../schemas/make.ts'
import { keptOutcome, timingParameters } from './outbox.ts'
import { idempotencyKey, inPath, problemAnswer, version } from './make.ts'
import type { Answer, Operation, Parameter, Paths } from '../types.ts'

const graphError = (description: string, example?: unknown): Answer => ({
  description,
  content: {
    'application/json': { schema: shared('GraphError'), ...(example === undefined ? {} : { example }) },
  },
})

const tags = ['Connection']
const phoneNumberId = inPath(
  'phoneNumberId',
  'The phone number to send from.',
  { type: 'string', pattern: String.raw`^[\w-]+$` },
  '106540352242922',
)

const send = (operationId: string, summary: string): Operation => ({
  operationId,
  tags,
  summary,
  description:
    "Takes Meta's request and gives Meta's answer; the rules decide first. The client sends the " +
    "gateway's API key in place of its access token. With the same `Idempotency-Key` nothing is sent " +
    'twice. Read receipts and typing indicators are passed on. The version may be left out of the path.',
  parameters: [version, phoneNumberId, idempotencyKey, ...timingParameters],
  requestBody: {
    required: true,
    content: { 'application/json': { schema: shared('CloudMessage'), example: examples.cloudMessage } },
  },
  responses: {
    '200': {
      description: 'WhatsApp accepted the message.',
      content: { 'application/json': { schema: shared('CloudSent'), example: examples.cloudSent } },
    },
    '202': keptOutcome('CloudKept'),
    '400': graphError("The rules or WhatsApp refuse it; Meta's code says why.", examples.graphRefusal),
    '401': graphError('No valid API key came with the request.'),
    '403': graphError('The API key has not the right, or its tenant not the phone number.'),
    '404': graphError('The template or the path does not exist.'),
    '409': graphError(
      'The Idempotency-Key was used for another message, its request is under way, or it was given up.',
    ),
    '413': graphError('The body is too large.'),
    '424': graphError(
      'It is not known whether it was sent. Do not send it again without checking: repeat the request ' +
        'with the same Idempotency-Key.',
    ),
    '429': graphError('WhatsApp asks to wait; nothing was sent.'),
    '503': graphError(
      "Nothing was sent: WhatsApp or the store cannot be reached, or WhatsApp refuses the gateway's own access " +
        'token (`Guichet-Outcome: refused-by-whatsapp`). The key is free; see Retry-After.',
    ),
  },
})

const passOn = (operationId: string, parameters: readonly Parameter[]): Operation => ({
  operationId,
  tags,
  summary: 'Passes through to the Graph API.',
  description:
    'The gateway replaces the API key in the header by its access token. The path may have several ' +
    'segments, and the version may be left out. The gateway refuses API keys anywhere else, batches, ' +
    'and requests that could send a message without a decision.',
  parameters,
  responses: {
    default: { description: "The Graph API's answer, unchanged." },
    '400': graphError(
      'The request contains an API key in the wrong place, or could send a message without a decision.',
    ),
    '401': graphError('No valid API key came with the request.'),
    '403': graphError('The API key has not the right, or its tenant not the phone number.'),
    '503': graphError('The Graph API cannot be reached.'),
  },
})

const aCall = {
  messaging_product: 'whatsapp',
  to: '33639980001',
  action: 'connect',
  session: { sdp_type: 'offer', sdp: 'v=0' },
}

const call: Operation = {
  operationId: 'callCustomer',
  tags,
  summary: 'Calls a customer, or does something with a call, as the Cloud API does.',
  description:
    'A call that begins (`action: connect`) is passed on if the rules allow it. What is done with a call that has ' +
    'begun is passed on as it is.',
  parameters: [version, phoneNumberId],
  requestBody: {
    required: true,
    content: { 'application/json': { schema: { type: 'object' }, example: aCall } },
  },
  responses: {
    default: { description: "The Graph API's answer, unchanged." },
    '400': graphError("The rules refuse the call; Meta's code says why."),
    '401': graphError('No valid API key came with the request.'),
    '403': graphError('The account is restricted, or the API key has not the right.'),
    '413': graphError('The body is too large.'),
    '503': graphError('The Graph API cannot be reached.'),
  },
}

const onePath = [version, inPath('path', 'Any path of the Graph API.', { type: 'string' }, '106540352242922')]

/** The WhatsApp connection API: the Graph API under the gateway's address. */
export const connectionPaths: Paths = {
  '/{version}/{phoneNumberId}/messages': {
    post: send('sendCloudMessage', 'Sends a message as the Cloud API does.'),
  },
  '/{version}/{phoneNumberId}/marketing_messages': {
    post: send('sendMarketingMessage', 'Sends a marketing template as the Marketing Messages API does.'),
  },
  '/{version}/{phoneNumberId}/calls': { post: call },
  '/{version}/{path}': {
    get: passOn('readGraph', onePath),
    post: passOn('writeGraph', onePath),
    delete: passOn('deleteGraph', onePath),
  },
  '/{version}': { get: passOn('readGraphRoot', [version]) },
  '/media/{path}': {
    get: {
      operationId: 'readFile',
      tags,
      summary: 'A file that a customer has sent, or that was uploaded.',
      description:
        'The `url` that `GET /{version}/{media id}` returns leads here. The path contains the host and ' +
        "the path of WhatsApp's address. Other hosts than WhatsApp's are not found.",
      parameters: [
        inPath(
          'path',
          "WhatsApp's address without its scheme.",
          { type: 'string' },
          'lookaside.fbsbx.com/whatsapp_business/attachments/',
        ),
      ],
      responses: {
        default: { description: "WhatsApp's answer, unchanged." },
        '401': problemAnswer('Unauthorized'),
        '403': problemAnswer('Forbidden'),
        '404': problemAnswer('NotFound'),
        '503': graphError('WhatsApp cannot be reached.'),
      },
    },
  },
}
