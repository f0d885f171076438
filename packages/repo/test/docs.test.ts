import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  blockPlace,
  blocksOf,
  knownInfos,
  programPages,
  strayFences,
  type Block,
} from '../src/docs/blocks.ts'
import { partsOf } from '../src/docs/parts.ts'
import {
  asShown,
  commandsOf,
  isLeftOut,
  isRun,
  isSameOutput,
  runSession,
  sessionsOf,
  unknownCommands,
} from '../src/docs/shell.ts'
import { refreshMarkdown } from '../src/docs/refresh.ts'
import { printedLines, promisedLines, typeProblems, writeModule } from '../src/docs/typescript.ts'
import { markdownFiles, readText, type TextFile } from '../src/files.ts'
import { generate } from '../src/generated/generators.ts'
import { pages, rulebookFolder } from '../src/generated/pages.ts'
import { pictures } from '../src/generated/picture.ts'
import { inRoot } from '../src/root.ts'
import { withFolderInside } from '../src/temporary.ts'

const files = markdownFiles()
const blocks = files.flatMap(blocksOf)
const examples = blocks.filter(({ info }) => info === 'ts')

/** Runs an example and gives the lines that it prints. */
const runExample = (block: Block): Promise<readonly string[]> =>
  withFolderInside(async (folder) => {
    const file = writeModule(block, folder)
    return printedLines(() => import(/* @vite-ignore */ file))
  })

const checkTypes = (some: readonly Block[]): Promise<readonly string[]> =>
  withFolderInside(async (folder) => {
    const written = new Map(some.map((block) => [writeModule(block, folder), block]))
    const problems = typeProblems([...written.keys()])
    return [...written].flatMap(([file, { path }]) =>
      (problems.get(file) ?? []).map((problem) => `${path} ${problem}`),
    )
  })

describe('examples in the documentation', () => {
  it('are there', () => expect(examples.length).toBeGreaterThan(0))

  it('compile', async () => expect(await checkTypes(examples)).toEqual([]))

  it.each(examples.map((block) => [blockPlace(block), block] as const))(
    '%s prints what it says',
    (_, block) => expect(runExample(block)).resolves.toEqual(promisedLines(block)),
  )
})

describe('commands in the documentation', () => {
  it.each(files.flatMap(sessionsOf).map((session) => [blockPlace(session.block), session] as const))(
    '%s prints what it says (npm run docs writes it anew)',
    async (_, session) => {
      expect(existsSync(inRoot('packages/cli/dist/index.js')), 'not built: npm run build').toBe(true)
      const { code, stdout, stderr } = await runSession(session)
      expect(code, stderr).toBeLessThan(2)
      if (session.printed !== null && !isSameOutput(session.printed.text, stdout))
        expect(asShown(session.printed.text)).toEqual(asShown(stdout))
    },
  )

  it('are all run, or left out for a reason', () => expect(files.flatMap(unknownCommands)).toEqual([]))
})

describe('blocks in the documentation', () => {
  it('are of kinds that are checked', () => {
    expect(blocks.filter(({ info }) => !knownInfos.includes(info)).map(describeBlock)).toEqual([])
  })
  it('that are programs stand where they are run', () => {
    const programs = blocks.filter(({ info }) => info === 'js')
    expect(programs.filter(({ path }) => !programPages.includes(path)).map(describeBlock)).toEqual([])
  })
  it('stand at the margin and end', () => expect(files.flatMap(strayFences)).toEqual([]))
})

const describeBlock = (block: Block): string => `${blockPlace(block)} \`\`\`${block.info}`

describe('generated parts (npm run docs writes them anew)', () => {
  const parts = files.flatMap(partsOf)
  it.each(parts.map((part) => [part.path, part.name, part] as const))('%s: %s', async (_, name, part) => {
    expect(part.text).toBe((await generate(name)) ?? `no generator is called ${name}`)
  })
  it.each(['clauses', 'rulebooks'])('%s are in the documentation', (name) =>
    expect(parts.map((part) => part.name)).toContain(name),
  )
  it.each(pictures)('$path', ({ path, draw }) => {
    expect(existsSync(inRoot(path)), `${path} is missing: npm run docs`).toBe(true)
    expect(readText(path).text).toBe(draw())
  })
  it.each(pages)('$path', async ({ path, write }) => {
    expect(existsSync(inRoot(path)), `${path} is missing: npm run docs`).toBe(true)
    expect(readText(path).text).toBe(await write())
  })
  it('and no page of a rulebook that is none', () => {
    const found = readdirSync(inRoot(rulebookFolder)).map((name) => `${rulebookFolder}/${name}`)
    const rulebooks = pages.map(({ path }) => path).filter((path) => path.startsWith(`${rulebookFolder}/`))
    expect(found.sort()).toEqual(rulebooks)
  })
})

const made = (text: string): TextFile => ({ path: 'made/up.md', text })
const example = (...lines: readonly string[]): Block => {
  const [block] = blocksOf(made(['# Made up', '', '```ts', ...lines, '```', ''].join('\n')))
  expect(block).toBeDefined()
  return block ?? { path: '', info: '', line: 0, text: '', from: 0, to: 0 }
}

describe('a planted lie is found', () => {
  it('in what an example prints', async () => {
    const block = example(
      "import { HOUR } from '@guichet/core'",
      '',
      'console.log(24 * HOUR) // => 86400000',
      "console.log({ a: ['long'.repeat(20), 'long'.repeat(20)] })",
      "// => { wrong: 'url http://x // => y' }",
    )
    expect(block.line).toBe(4)
    expect(promisedLines(block)).toEqual(['86400000', "{ wrong: 'url http://x // => y' }"])
    const printed = await runExample(block)
    expect(printed[0]).toBe('86400000')
    expect(printed.length).toBeGreaterThan(2)
  })

  it('in an example that does not compile or that throws', async () => {
    const wrong = example(
      "import { HOUR } from '@guichet/core'",
      '',
      'const text: string = HOUR',
      'text.trim()',
    )
    const problems = await checkTypes([wrong])
    expect(problems).toEqual([expect.stringContaining('made/up.md line 6: Type')])
    await expect(runExample(wrong)).rejects.toThrow('trim is not a function')
    expect(
      await checkTypes([example("import { nothing } from '@guichet/core'", 'console.log(nothing)')]),
    ).toEqual([expect.stringContaining('nothing')])
  })

  it('in blocks that are hidden from the checks', () => {
    expect(strayFences(made('- a\n\n  ```ts\n  wrong\n  ```\n'))).toHaveLength(2)
    expect(strayFences(made('```ts\nnever closed\n'))).toHaveLength(1)
    expect(strayFences(made('```ts\nx\n```\n\n~~~~text\n```\n~~~~\n'))).toEqual([])
    expect(knownInfos).not.toContain('ts no-run')
    expect(knownInfos).not.toContain('javascript')
  })

  it('in commands', async () => {
    const file = made(
      [
        '```sh',
        '# a comment',
        'npm run --silent guichet -- \\',
        '  --help',
        "guichet engine <<'END'",
        '{"rm": 1}',
        'END',
        'npm test',
        'rm -r x',
        '```',
        '',
        '```text',
        'lie',
        '```',
        '',
      ].join('\n'),
    )
    const [block] = blocksOf(file)
    expect(block === undefined ? [] : commandsOf(block)).toHaveLength(4)
    expect(unknownCommands(file)).toEqual(['made/up.md:2 rm -r x'])
    expect(isRun('cat packages/x.ndjson | npm run --silent guichet -- engine')).toBe(true)
    expect(isRun('guichets')).toBe(false)
    expect(isLeftOut('npm test')).toBe(true)
    const [session] = sessionsOf(file)
    expect(session?.printed?.text).toBe('lie')
    expect(session?.commands).toHaveLength(2)
    const ran = session === undefined ? null : await runSession(session)
    expect(ran?.stdout).toContain('Usage: guichet')
    expect(ran?.stdout).toContain('{')
  })

  it('in commands about the gateway that npm start runs', async () => {
    const curl = 'curl -s http://127.0.0.1:8080/healthz -H "Authorization: Bearer $KEY"'
    const file = made(`\`\`\`sh\nnpm start\n${curl} | cut -c 1-5\n\`\`\`\n\n\`\`\`text\nlie\n\`\`\`\n`)
    expect(unknownCommands(file)).toEqual([])
    expect(isRun('curl -s http://elsewhere.example/')).toBe(false)
    expect(isRun('npm start &')).toBe(false)
    const [session] = sessionsOf(file)
    const { stdout = '' } = session === undefined ? {} : await runSession(session)
    expect(asShown(stdout).split('\n')).toEqual([expect.stringContaining('Guichet is running'), '{"sta'])
  })

  it('but not in how long something took', () => {
    expect(isSameOutput('a  9.5 s\nb', 'a 10.5 s\nb\n')).toBe(true)
    expect(isSameOutput('a  9.5 s\nb', 'a  9.5 s\nc')).toBe(false)
    expect(isSameOutput('a  9', 'a 9')).toBe(false)
  })

  it('and npm run docs mends it', async () => {
    const wrong = [
      '# Made up',
      '<!-- generated: rulebooks -->',
      'lie',
      '<!-- end -->',
      '```sh',
      'npm run --silent guichet -- ask --help | head -1',
      '```',
      '```text',
      'lie',
      'lie',
      '```',
      '',
    ].join('\n')
    const text = await refreshMarkdown(made(wrong))
    expect(text).not.toContain('lie')
    expect(text).toContain('```text\nUsage: guichet ask')
    expect(text).toContain('`2025-07-01`')
    expect(await refreshMarkdown(made(text))).toBe(text)
  })

  it('in generated parts', async () => {
    const [part] = partsOf(made('a\n\n<!-- generated: clauses -->\n\nold\n\n<!-- end -->\n\nb\n'))
    expect(part).toMatchObject({ name: 'clauses', text: '\nold\n\n' })
    expect(() => partsOf(made('<!-- generated: clauses -->\n\nb\n'))).toThrow('has no <!-- end -->')
    expect(await generate('clauses')).toContain('| `G6`')
    expect(await generate('unheard-of')).toBeNull()
  })
})
