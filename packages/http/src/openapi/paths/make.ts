import { longestKey } from '../../sending/idempotency-key.ts'
import { customer, phoneNumberId } from '../../shape/ids.ts'
import type { Shape } from '../../shape/shape.ts'
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

/** The parameters of a query, with examples of some. */
export const queryOf = (
  { schema }: Shape<unknown>,
  examples: Readonly<Record<string, string>> = {},
): readonly Parameter[] =>
  Object.entries(schema['properties'] as Readonly<Record<string, Schema>>).map(
    ([name, { description, ...one }]) => ({
      name,
      in: 'query',
      description: String(description),
      schema: one,
      ...(examples[name] === undefined ? {} : { example: examples[name] }),
    }),
  )

export const query = (name: string, description: string, schema: Schema, example?: unknown): Parameter => ({
  name,
  in: 'query',
  description,
  schema,
  ...(example === undefined ? {} : { example }),
})

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
  inPath('phoneNumberId', 'The id of the business phone number.', phoneNumberId.schema, '106540352242922'),
  inPath('customer', 'Any id of the customer, percent-encoded.', customer.schema, '33639980001'),
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
  schema: { type: 'string', minLength: 1, maxLength: longestKey },
  example: 'order-4711',
}
