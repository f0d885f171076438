import { shared } from '../schemas/make.ts'
import type { Answer, Parameter, Reference, Schema } from '../types.ts'

/** An answer of 200 in JSON, of a shared schema. */
export const found = (schema: string, description: string, example?: unknown): Answer => ({
  description,
  content: {
    'application/json': { schema: shared(schema), ...(example === undefined ? {} : { example }) },
  },
})

/** A problem that several operations answer with. */
export const problemAnswer = (name: ProblemAnswer): Reference => ({ $ref: `#/components/responses/${name}` })

/** A problem of kinds that few operations have. */
export const problemOf = (description: string, schema = 'Problem'): Answer => ({
  description,
  content: { 'application/problem+json': { schema: shared(schema) } },
})

/** The answers that every operation behind a key may give. */
export const usual: Readonly<Record<string, Reference>> = {
  '401': problemAnswer('Unauthorized'),
  '403': problemAnswer('Forbidden'),
  '500': problemAnswer('Internal'),
  '503': problemAnswer('Unavailable'),
}

/** The further answers of every operation with a body. */
export const usualOfBodies: Readonly<Record<string, Reference>> = {
  ...usual,
  '400': problemAnswer('MalformedJson'),
  '413': problemAnswer('TooLarge'),
  '415': problemAnswer('UnsupportedMediaType'),
}

export type ProblemAnswer =
  | 'Unauthorized'
  | 'Forbidden'
  | 'Internal'
  | 'Unavailable'
  | 'MalformedJson'
  | 'TooLarge'
  | 'UnsupportedMediaType'
  | 'InvalidParameter'
  | 'NotFound'

export const query = (name: string, description: string, schema: Schema, example?: unknown): Parameter => ({
  name,
  in: 'query',
  description,
  schema,
  ...(example === undefined ? {} : { example }),
})

/** How many are listed at most. */
export const limit = (usualNumber: number, most: number): Parameter =>
  query('limit', 'How many at most.', { type: 'integer', minimum: 1, maximum: most, default: usualNumber })

/** A parameter that stands in the path. */
export const inPath = (name: string, description: string, schema: Schema, example: string): Parameter => ({
  name,
  in: 'path',
  required: true,
  description,
  schema,
  example,
})

/** The parameters that name a thread. */
export const threadParameters: readonly Parameter[] = [
  inPath('phoneNumberId', 'The id of the business phone number.', shared('PhoneNumberId'), '106540352242922'),
  inPath('customer', 'Any id of the customer, percent-encoded.', shared('Customer'), '33639980001'),
]

export const version: Parameter = inPath(
  'version',
  'The version of the Graph API.',
  { type: 'string', pattern: String.raw`^v\d+\.\d+$` },
  'v23.0',
)

/** Names a request to send. */
export const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'Names the request: with the same key nothing is sent twice.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
  example: 'order-4711',
}
