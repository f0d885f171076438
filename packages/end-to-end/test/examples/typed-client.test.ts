import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { afterEach, expect, test } from 'vitest'
import { DAY, toIso } from '@guichet/core'
import { tour } from '../../../http/examples/typed-client.mjs'
import {
  apiKey,
  customer,
  HOUR,
  noon,
  phoneNumberId,
  SECOND,
  whatsappWorld,
} from '../support/whatsapp-world.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

const started = async () => {
  const world = await whatsappWorld('gateway', {
    templates: [{ name: 'order_ready', language: 'fr', category: 'UTILITY', text: 'Ready' }],
    alsoTo: async () => ({ status: 200 }),
  })
  open.push(world.close)
  return world
}

/** The types that a stranger generates from what the gateway serves. */
const generated = async (url: string): Promise<string> => {
  const answer = await fetch(`${url}/openapi.json`, { headers: { authorization: `Bearer ${apiKey}` } })
  return astToString(await openapiTS((await answer.json()) as Parameters<typeof openapiTS>[0]))
}

const folder = fileURLToPath(new URL('../../../http/examples', import.meta.url))
const example = join(folder, 'typed-client.mjs')

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  module: ts.ModuleKind.NodeNext,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  allowJs: true,
  checkJs: true,
  skipLibCheck: true,
  types: [],
  allowImportingTsExtensions: true,
}

/** What the type checker says of programs beside the example, whose types are these. */
const complaintsOf = (programs: readonly string[], types: string): readonly (readonly string[])[] => {
  const paths = programs.map((_, index) => join(folder, `program-${index}.mjs`))
  const texts = new Map([
    [join(folder, 'gateway.d.ts'), types],
    ...paths.map((path, index) => [path, programs[index] ?? ''] as const),
  ])
  const host = ts.createCompilerHost(options)
  const program = ts.createProgram(paths, options, {
    ...host,
    fileExists: (path) => texts.has(path) || host.fileExists(path),
    readFile: (path) => texts.get(path) ?? host.readFile(path),
    getSourceFile: (path, version, ...more) => {
      const text = texts.get(path)
      return text === undefined
        ? host.getSourceFile(path, version, ...more)
        : ts.createSourceFile(path, text, version)
    },
  })
  return paths.map((path) =>
    [
      ...program.getSyntacticDiagnostics(program.getSourceFile(path)),
      ...program.getSemanticDiagnostics(program.getSourceFile(path)),
    ].map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  )
}

test('the types that are generated from the document fit the example, and no other request or answer', async () => {
  const { url } = await started()
  const text = ts.sys.readFile(example) ?? ''
  const planted: readonly (readonly [is: string, becomes: string, complaint: RegExp])[] = [
    ["text: 'Your order is ready.'", 'text: 7', /number.*not assignable to type 'string'/],
    ['to: customer,', '', /Property 'to' is missing/],
    ["{ kind: 'service' }", "{ kind: 'fax' }", /"fax".*not assignable/],
    ["{ kind: 'service' }", "{ kind: 'template' }", /not assignable/],
    ["when: 'open', atUntil: 'drop'", "when: 'open', atUntil: 'keep'", /"keep".*not assignable/],
    ["'closing-within': 'P1D'", "'closing-within': 1", /number.*not assignable/],
    ["state: 'waiting'", "state: 'done'", /"done".*not assignable/],
    ['answer.validUntil', 'answer.validTill', /Property 'validTill' does not exist/],
    ['state.data?.view.phase', 'state.data?.phase', /Property 'phase' does not exist/],
    ["GET('/spend')", "GET('/spending')", /Expected 2 arguments/],
    ['path: { id }', 'path: {}', /Property 'id' is missing/],
  ]
  for (const [is] of planted) expect(text).toContain(is)
  const [first, ...others] = complaintsOf(
    [text, ...planted.map(([is, becomes]) => text.replace(is, becomes))],
    await generated(url),
  )
  expect(first).toEqual([])
  for (const [index, [, , complaint]] of planted.entries())
    expect(others[index]?.join('\n')).toMatch(complaint)
})

test('the example does with gateway and WhatsApp what its types say', async () => {
  const { url, whatsapp, wait } = await started()
  const said = whatsapp.perform({ do: 'say', customer, text: 'Bonjour' })
  await whatsapp.settle()
  await wait(SECOND)
  const access = { url, key: apiKey, phoneNumberId, customer }
  const seen = await tour(access)
  expect(said.ok).toBe(true)
  expect(seen).toEqual({
    until: toIso(noon + DAY),
    sentAs: 'service',
    reasons: ['service-window-closed'],
    kept: expect.stringMatching(/^[0-9a-f]{32}$/),
    waiting: [seen.kept],
    outcome: 'cancelled',
    earliest: toIso(noon + SECOND),
    closing: [expect.stringMatching(/^FR\.\d+$/)],
    phase: 'open',
    messages: 1,
    charged: [],
    timeZone: 'UTC',
    // This gateway has no rate card.
    month: null,
    deliveries: ['delivered', 'delivered'],
  })
  await wait(HOUR)
  // The same key sends nothing twice, and the one message was delivered.
  expect(await tour(access)).toMatchObject({
    sentAs: 'service',
    messages: 1,
    charged: ['free_customer_service'],
  })
})
