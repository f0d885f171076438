import { shared } from './schemas/make.ts'
import type { ProblemAnswer } from './paths/make.ts'
import type { Answer } from './types.ts'

const problemOf = (
  description: string,
  kind: string,
  title: string,
  status: number,
  detail: string,
): Answer => ({
  description,
  content: {
    'application/problem+json': {
      schema: shared('Problem'),
      example: { type: `/problems/${kind}`, title, status, detail },
    },
  },
})

/** The problems that many operations answer with. */
export const sharedAnswers: Readonly<Record<ProblemAnswer, Answer>> = {
  Unauthorized: problemOf(
    'No valid API key came with the request.',
    'unauthorized',
    'No valid API key came with the request',
    401,
    'Send one of the API keys of this gateway: Authorization: Bearer <key>.',
  ),
  Forbidden: problemOf(
    'The API key has not the right, or its tenant not the phone number.',
    'forbidden',
    'The API key may not do this',
    403,
    'The API key "prometheus" may not do this: it needs the right send.',
  ),
  InvalidParameter: problemOf(
    'A parameter is invalid.',
    'invalid-parameter',
    'A parameter is invalid',
    400,
    'limit: must be a whole number from 1 to 1000, but is "many"',
  ),
  MalformedJson: problemOf(
    'The body is not JSON, or ended too early.',
    'malformed-json',
    'The body is not JSON',
    400,
    'The body is not valid JSON: it ends too early.',
  ),
  NotFound: problemOf(
    'The path, or what it names, does not exist.',
    'not-found',
    'The path, or what it names, does not exist',
    404,
    'There is no thread of customer "33639980001" at phone number "100". Check both ids, and ' +
      'percent-encode them in the path.',
  ),
  TooLarge: problemOf(
    'The body is too large.',
    'too-large',
    'The body is too large',
    413,
    'The body is longer than 1048576 bytes. Send a smaller body.',
  ),
  UnsupportedMediaType: problemOf(
    'The body has the wrong media type.',
    'unsupported-media-type',
    'The body has the wrong media type',
    415,
    'The Content-Type is "text/xml". Send application/json.',
  ),
  Internal: problemOf(
    'The gateway failed.',
    'internal',
    'The gateway failed',
    500,
    'The request failed inside the gateway. The log of the gateway has the cause.',
  ),
  Unavailable: problemOf(
    'The store is unavailable, or the gateway is shutting down.',
    'store-unavailable',
    'The store is unavailable',
    503,
    'The store cannot be reached. Send the request again later.',
  ),
}
