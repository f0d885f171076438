import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holdsLater } from '../../core/test/support/check.ts'
import { document as emitted, type OpenApiDocument } from '../src/openapi/document.ts'
import type { Method } from '../src/openapi/types.ts'
import { describedBy, operationsOf, type Described, type Sketch } from './support/request-contract.ts'
import { servedWorld, type Fetch } from './support/served-world.ts'

/** What JSON Schema cannot say, or what parameters of OpenAPI cannot say of each other; descriptions do. */
const beyondSchemas = [
  /^until: must be later than/,
  /^when: lies in the past/,
  /: longer than a year/,
  /^closing-within: is missing; give/,
  /: give [\w-]+-within or [\w-]+, not both/,
]

interface Problem {
  readonly type?: string
  readonly detail?: string
  readonly errors?: readonly { readonly field: string; readonly reason: string }[]
}

/** Does the parser refuse the request, for what a schema can say? */
const isRefused = async (response: Response): Promise<boolean> => {
  if (response.status !== 400 && response.status !== 422) return false
  const { type, detail = '', errors } = (await response.json()) as Problem
  if (type !== '/problems/invalid-body' && type !== '/problems/invalid-parameter') return false
  const problems = errors?.map(({ field, reason }) => `${field}: ${reason}`) ?? [detail]
  return problems.some((problem) => !beyondSchemas.some((pattern) => pattern.test(problem)))
}

/** Meta's requests are Meta's to describe; the others are ours. */
const ours = operationsOf(emitted).filter(
  ([, path, { parameters = [], requestBody }]) =>
    !path.startsWith('/{version}') &&
    !/^\/(?:media|board|webhooks)\//.test(path) &&
    (parameters.length > 0 || requestBody !== undefined),
)

/** Document and gateway agree on each request. */
const agreement = ({ accepts, requestOf }: Described, fetch: Fetch) => {
  const seen = { accepted: 0, refused: 0 }
  const agrees = async (sketch: Sketch): Promise<boolean> => {
    const isAccepted = accepts(sketch)
    seen[isAccepted ? 'accepted' : 'refused']++
    return (await isRefused(await fetch(requestOf(sketch)))) !== isAccepted
  }
  return { seen, agrees }
}

test('every operation of ours with a parameter or a body is held', () => {
  expect(ours.map(([method, path]) => `${method} ${path}`)).toEqual([
    'post /ask',
    'post /plan',
    'post /messages',
    'get /outbox',
    'get /outbox/{id}',
    'delete /outbox/{id}',
    'get /deliveries',
    'post /deliveries/{id}/resend',
    'get /threads',
    'get /threads/{phoneNumberId}/{customer}',
    'get /threads/{phoneNumberId}/{customer}/history',
    'get /threads/{phoneNumberId}/{customer}/charges',
    'get /threads/{phoneNumberId}/{customer}/timeline.svg',
    'get /intents',
    'post /intents/give-up',
    'get /findings',
    'get /unread',
    'get /audit-trail',
    'post /erasures',
    'post /prunings',
  ])
})

test.each(ours)('%s %s takes what the document describes, and nothing else', async (method, path) => {
  const described = describedBy(emitted, method, path)
  const { seen, agrees } = agreement(described, servedWorld())
  await holdsLater(described.sketches, agrees, 150)
  expect(seen.accepted).toBeGreaterThan(0)
  if (!path.includes('{id}')) expect(seen.refused).toBeGreaterThan(0)
})

describe('a planted difference is found:', () => {
  const without = (text: string, by = '""'): OpenApiDocument => {
    const all = JSON.stringify(emitted)
    expect(all).toContain(text)
    return JSON.parse(all.replaceAll(text, by)) as OpenApiDocument
  }
  const messages = ['post', '/messages'] as const
  const ask = ['post', '/ask'] as const
  test.each<readonly [what: string, method: Method, path: string, document: OpenApiDocument]>([
    ['an empty `to`', ...messages, without('"pattern":"\\\\S"', '"title":""')],
    [
      'an empty text',
      ...messages,
      without('"type":["string","null"],"minLength":1', '"type":["string","null"]'),
    ],
    ['neither text nor template', ...messages, without('{"required":["template"]}', '{}')],
    ['`until` without `when`', ...messages, without('{"required":["until"]}', '{"required":["never"]}')],
    ['a template beside nothing', ...messages, without('"enum":["template"]', '"enum":["never"]')],
    [
      'a day that is none',
      'post',
      '/prunings',
      without('02-(?:0[1-9]|1\\\\d|2[0-8])', '02-(?:0[1-9]|[12]\\\\d|30)'),
    ],
    [
      'one message and several',
      ...ask,
      without('"not":{"allOf":[{"required":["message"]}', '"title":{"allOf":[{}'),
    ],
    ['101 messages', ...ask, without('"maxItems":100', '"maxItems":101')],
    ['a call in a row', ...ask, without('"enum":["service","reaction","template"]', '"enum":["call"]')],
    ['a longer id', ...ask, without('"maxLength":1024', '"maxLength":1025')],
    ['a later limit', 'get', '/outbox', without('"maximum":1000,', '"maximum":1001,')],
    ['another state', 'get', '/deliveries', without('"delivered","dead"]', '"dead","now"]')],
  ])('%s', async (_what, method, path, document) => {
    const described = describedBy(document, method, path)
    const { agrees } = agreement(described, servedWorld())
    const checked = await fc.check(fc.asyncProperty(described.sketches, agrees), {
      numRuns: 20_000,
      endOnFailure: true,
      seed: 1,
    })
    expect(checked.failed).toBe(true)
  })
})
