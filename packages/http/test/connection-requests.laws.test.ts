import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdsLater } from '../../core/test/support/check.ts'
import { document as emitted, type OpenApiDocument } from '../src/openapi/document.ts'
import { describedBy, type Sketch } from './support/request-contract.ts'
import { servedWorld } from './support/served-world.ts'

/** What parameters of OpenAPI cannot say of each other, or of the time; descriptions do. */
const beyondSchemas = [
  /^guichet-when: lies in the past/,
  /^guichet-until: (?:must be later than|is missing|is for messages that wait)/,
]

/** Does the gateway itself refuse the request, before WhatsApp or the rules, for what a schema can say? */
const isRefused = async (response: Response): Promise<boolean> => {
  if (response.status !== 400) return false
  const { error } = (await response.json()) as {
    readonly error: { readonly code: number; readonly error_data?: { readonly details: string } }
  }
  if (error.code !== 100) return false
  const problems = (error.error_data?.details ?? '').replace(/\.$/, '').split('; ')
  return problems.some((problem) => !beyondSchemas.some((pattern) => pattern.test(problem)))
}

const path = '/{version}/{phoneNumberId}/messages'

/** Bodies as the document describes them, with headers that may differ. Bodies that differ are Meta's to refuse. */
const agreementOf = (document: OpenApiDocument) => {
  const { sketches, accepts, requestOf } = describedBy(document, 'post', path)
  const fetch = servedWorld()
  const seen = { accepted: 0, refused: 0 }
  return {
    seen,
    sketches: sketches
      .map((sketch) => ({
        ...sketch,
        path: { version: 'v24.0', phoneNumberId: '100' },
        // A read receipt is passed on at once, whatever its headers are.
        header: Object.hasOwn(Object(sketch.body) as object, 'status') ? {} : sketch.header,
      }))
      .filter((sketch) => accepts({ ...sketch, header: {} })),
    agrees: async (sketch: Sketch): Promise<boolean> => {
      const isAccepted = accepts(sketch)
      seen[isAccepted ? 'accepted' : 'refused']++
      return (await isRefused(await fetch(requestOf(sketch)))) !== isAccepted
    },
  }
}

test('the gateway reads every message of the Cloud API that the document describes, with its headers', async () => {
  const { seen, sketches, agrees } = agreementOf(emitted)
  await holdsLater(sketches, agrees, 300)
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(0)
})

test.each([
  ['nobody to send to', '{"required":["recipient"]}', '{}'],
  ['a template without a name', '"required":["name","language"]', '"required":["language"]'],
  ['a longer key', '"maxLength":255', '"maxLength":256'],
  ['a pace of another word', '"enum":["true","false"]', '"enum":["true","no"]'],
])('a planted difference is found: %s', async (_what, is, becomes) => {
  const all = JSON.stringify(emitted)
  expect(all).toContain(is)
  const { sketches, agrees } = agreementOf(JSON.parse(all.replaceAll(is, becomes)) as OpenApiDocument)
  const checked = await fc.check(fc.asyncProperty(sketches, agrees), {
    numRuns: 20_000,
    endOnFailure: true,
    seed: 1,
  })
  expect(checked.failed).toBe(true)
})
