import { examples } from '../examples.ts'
import { shared } from '../schemas/make.ts'
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
  shared('PhoneNumberId'),
  '106540352242922',
)

const send = (operationId: string, summary: string): Operation => ({
  operationId,
  tags,
  summary,
  description:
    "Takes Meta's request and gives Meta's answer; the rules decide first. Our API key stands where the client " +
    'puts its access token. With the same `Idempotency-Key` nothing is sent twice. Read receipts and typing ' +
    'indicators are passed on. The version may be left out of the path.',
  parameters: [version, phoneNumberId, idempotencyKey],
  requestBody: {
    required: true,
    content: { 'application/json': { schema: shared('CloudMessage'), example: examples.cloudMessage } },
  },
  responses: {
    '200': {
      description: 'WhatsApp took it.',
      content: { 'application/json': { schema: shared('CloudSent'), example: examples.cloudSent } },
    },
    '400': graphError("The rules or WhatsApp refuse it; Meta's code says why.", examples.graphRefusal),
    '401': graphError('No valid API key came with the request.'),
    '404': graphError('There is no such template, or no such path.'),
    '409': graphError('The Idempotency-Key is taken, under way, or given up.'),
    '413': graphError('The body is too large.'),
    '424': graphError('It is not known whether it was sent; do not send it again unasked.'),
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
    "The access token of the gateway takes our API key's place in the header. The path may have several " +
    'segments, and the version may be left out. Refused are API keys anywhere else, batches, and ways to have ' +
    'a message sent undecided.',
  parameters,
  responses: {
    default: { description: "The Graph API's answer, as it came." },
    '400': graphError('An API key stands where it must not, or the request could send a message undecided.'),
    '401': graphError('No valid API key came with the request.'),
    '503': graphError('The Graph API cannot be reached.'),
  },
})

const onePath = [version, inPath('path', 'Any path of the Graph API.', { type: 'string' }, '106540352242922')]

/** The WhatsApp connection API: the Graph API under our address. */
export const connectionPaths: Paths = {
  '/{version}/{phoneNumberId}/messages': {
    post: send('sendCloudMessage', 'Sends a message as the Cloud API does.'),
  },
  '/{version}/{phoneNumberId}/marketing_messages': {
    post: send('sendMarketingMessage', 'Sends a marketing template as the Marketing Messages API does.'),
  },
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
        'What `GET /{version}/{media id}` tells as `url` leads here. The path holds the host and the path of ' +
        "WhatsApp's address; other hosts than WhatsApp's are not found.",
      parameters: [
        inPath(
          'path',
          "WhatsApp's address without its scheme.",
          { type: 'string' },
          'lookaside.fbsbx.com/whatsapp_business/attachments/',
        ),
      ],
      responses: {
        default: { description: "WhatsApp's answer, as it came." },
        '401': problemAnswer('Unauthorized'),
        '404': problemAnswer('NotFound'),
        '503': graphError('WhatsApp cannot be reached.'),
      },
    },
  },
}
