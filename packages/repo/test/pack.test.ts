import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import ts from 'typescript'
import { readManifest } from '../src/manifests.ts'
import { installedFiles, installInto, pack } from '../src/pack.ts'
import { inRoot } from '../src/root.ts'
import { runProgram, type Ran } from '../src/run.ts'
import { temporaryFolder } from '../src/temporary.ts'

const packed = ['core', 'cloud-api']
let folder = ''

beforeAll(async () => {
  for (const name of packed)
    expect(existsSync(inRoot('packages', name, 'dist', 'index.js')), 'not built: npm run build').toBe(true)
  const temporary = temporaryFolder()
  folder = temporary.path
  const tarballs = await Promise.all(packed.map((name) => pack(name, folder)))
  await installInto(folder, tarballs)
  return temporary.remove
})

const program = `
const body = { object: 'whatsapp_business_account', entry: [{ id: '900000000000001', changes: [{
  field: 'messages', value: { metadata: { phone_number_id: '800000000000001' },
    messages: [{ from: '15550100001', id: 'wamid.1', timestamp: '1790845200', type: 'text' }] } }] }] }
const reply = { type: 'business-messaged', id: 'wamid.2', at: fromIso('2026-10-01T10:00:00Z'),
  phoneNumberId: '800000000000001', customer: '15550100001', content: { kind: 'service' } }
const { evolve, initial, ask } = engine()
const state = [...readWebhook(body).events, reply].reduce(evolve, initial)
for (const at of ['2026-10-02T08:59:59.999Z', '2026-10-02T09:00:00Z'])
  console.log(explain(ask(state, reply, { kind: 'service' }, fromIso(at))))
`
const said = [
  expect.stringContaining('Allowed: a service message may be sent until Fri 2 Oct 2026 09:00 UTC'),
  expect.stringContaining('Refused: a service message may not be sent'),
]

const runFile = (name: string, text: string): Promise<Ran> => {
  writeFileSync(join(folder, name), text)
  return runProgram(process.execPath, [name], { cwd: folder })
}

describe('the packed core and cloud-api, installed by a stranger', () => {
  it.each([
    [
      'import',
      'fold.mjs',
      "import { engine, explain, fromIso } from '@guichet/core'\nimport { readWebhook } from '@guichet/cloud-api'\n",
    ],
    [
      'require',
      'fold.cjs',
      "const { engine, explain, fromIso } = require('@guichet/core')\nconst { readWebhook } = require('@guichet/cloud-api')\n",
    ],
  ])('work by %s', async (_, name, head) => {
    const { code, stdout, stderr } = await runFile(name, head + program)
    expect(code, stderr).toBe(0)
    expect(stdout.trimEnd().split('\n')).toEqual(said)
  })

  it('share one core', () =>
    expect(existsSync(join(folder, 'node_modules', '@guichet', 'cloud-api', 'node_modules'))).toBe(false))

  it('have types that compile in strict mode, libraries included', () => {
    const file = join(folder, 'typed.mts')
    writeFileSync(
      file,
      "import { readWebhookText } from '@guichet/cloud-api'\nimport { engine, type Event, type State } from '@guichet/core'\n" +
        "const events: readonly Event[] = readWebhookText('').events\n" +
        'export const state: State = events.reduce(engine().evolve, engine().initial)\n',
    )
    const options = {
      strict: true,
      noEmit: true,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: [],
    }
    const found = ts.getPreEmitDiagnostics(ts.createProgram([file], options))
    expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([])
  })

  describe.each(packed)('%s', (name) => {
    const filesOf = (): readonly string[] => installedFiles(folder, `@guichet/${name}`)

    it('has what its exports name', () => {
      const named = Object.values(readManifest('packages', name).exports ?? {}).flatMap(Object.values)
      expect(named.length).toBeGreaterThan(2)
      expect(filesOf()).toEqual(expect.arrayContaining(named.map((path) => String(path).replace('./', ''))))
    })

    it('has neither tests nor leftovers of the build', () => {
      const expected =
        /^(?:package\.json|README\.md|(?:RULES|REFUSALS)\.md|rulebooks\/[\d-]+\.md|pictures\/[\w-]+\.svg|LICENSE|src\/.*\.(?:ts|md)|dist\/.*\.(?:js|d\.ts)(?:\.map)?)$/
      expect(filesOf().filter((path) => !expected.test(path) || /\btests?\b/.test(path))).toEqual([])
    })

    it('has a licence and a README', () => {
      const hint = `npm packs only what is in the folder: cp LICENSE packages/${name}/LICENSE`
      expect(filesOf(), hint).toContain('LICENSE')
      const licence = join(folder, 'node_modules', '@guichet', name, 'LICENSE')
      expect(readFileSync(licence, 'utf8')).toBe(readFileSync(inRoot('LICENSE'), 'utf8'))
      expect(filesOf()).toContain('README.md')
    })
  })
})
