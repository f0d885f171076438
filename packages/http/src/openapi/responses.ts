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
  InvalidParameter: problemOf(
    'A parameter is not understood.',
    'invalid-parameter',
    'A parameter is not understood',
    400,
    'limit: not a whole number from 1 to 1000: "many"',
  ),
  MalformedJson: problemOf(
    'The body is not JSON, or did not come as a whole.',
    'malformed-json',
    'The body is not JSON',
    400,
    'The body cannot be read as JSON: it ends too early.',
  ),
  NotFound: problemOf(
    'Nothing is known of it.',
    'not-found',
    'There is no such thing here',
    404,
    'Nothing is known of customer "33639980001" at phone number "100"; check both ids.',
  ),
  TooLarge: problemOf(
    'The body is too large.',
    'too-large',
    'The body is too large',
    413,
    'At most 1048576 bytes are read; send a smaller body.',
  ),
  UnsupportedMediaType: problemOf(
    'The body has a type that is not read.',
    'unsupported-media-type',
    'The body has a type that is not read here',
    415,
    'The body is "text/xml"; send application/json.',
  ),
  Internal: problemOf(
    'Something went wrong in the gateway.',
    'internal',
    'Something went wrong here',
    500,
    'The request failed; the log has more.',
  ),
  Unavailable: problemOf(
    'The store cannot do its work now, or the gateway is shutting down.',
    'store-unavailable',
    'The store cannot do its work now',
    503,
    'The store cannot be reached; send the request again in a while.',
  ),
}
