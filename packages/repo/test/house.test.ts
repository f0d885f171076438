import { describe, expect, it } from 'vitest'
import { markdownFiles, readText, repositoryFiles, textFiles } from '../src/files.ts'
import { anchorsOf, brokenLinks } from '../src/house/links.ts'
import { looseVersions, manifestProblems } from '../src/house/manifests.ts'
import { hardWordsIn } from '../src/house/plain-words.ts'
import { tooLong, typeEscapes, unwantedWords } from '../src/house/words.ts'
import { readManifest, workspacePackages } from '../src/manifests.ts'

const files = repositoryFiles()
const packages = workspacePackages()
const main = readManifest('.')
const isSource = (path: string): boolean =>
  /^packages\/[\w-]+\/(?:src|bin|scripts|testing)\/.*\.[cm]?[jt]s$/.test(path)

describe('the house', () => {
  it('has nothing at the top that does not belong there', () => {
    const allowed = [
      'LICENSE',
      'README.md',
      'package.json',
      'packages',
      'pnpm-lock.yaml',
      'pnpm-workspace.yaml',
      'tsconfig.base.json',
      'vitest.workspace.ts',
    ]
    const top = [...new Set(files.map((path) => path.split('/')[0] ?? ''))]
    expect(top.filter((name) => !name.startsWith('.')).sort()).toEqual(allowed)
  })

  it('has only packages in packages', () => {
    const inside = [...new Set(files.flatMap((path) => /^packages\/([^/]+)/.exec(path)?.[1] ?? []))]
    const expected = [
      'CONTRIBUTING.md',
      'README.md',
      'VERSIONS.md',
      'tsconfig.json',
      ...packages.map(({ folder }) => folder),
    ].sort()
    expect(inside.sort()).toEqual(expected)
  })

  it('builds every package', () => {
    const { references }: { readonly references: readonly { readonly path: string }[] } = JSON.parse(
      readText('packages/tsconfig.json').text,
    )
    const projects = packages.flatMap(({ folder, manifest }) =>
      './testing' in (manifest.exports ?? {}) ? [folder, `${folder}/testing`] : [folder],
    )
    expect(references.map(({ path }) => path).sort()).toEqual(projects.sort())
  })

  it('publishes nothing that is for its own tests', () => {
    const published = packages.flatMap(({ folder, manifest }) =>
      (manifest.files ?? []).filter((name) => /^\.?\/?test/.test(name)).map((name) => `${folder}: ${name}`),
    )
    expect(published).toEqual([])
  })

  it('pins every version, but leaves libraries room', () => {
    expect([main, ...packages.map(({ manifest }) => manifest)].flatMap(looseVersions)).toEqual([])
    expect(main.packageManager).toMatch(/^pnpm@\d+\.\d+\.\d+$/)
  })

  it('names no registry in the lockfile', () => {
    expect(readText('pnpm-lock.yaml').text.match(/.*(?:https?:\/\/|tarball:).*/g)).toBeNull()
  })

  it.each(packages.map((one) => [one.folder, one] as const))('describes %s like all others', (_, one) => {
    expect(manifestProblems(one, main)).toEqual([])
  })

  it('has a README in every package, and a map that names all of them', () => {
    const folders = packages.map(({ folder }) => folder)
    expect(folders.filter((folder) => !files.includes(`packages/${folder}/README.md`))).toEqual([])
    expect(files, 'the map is missing').toContain('packages/README.md')
    const map = readText('packages/README.md').text
    expect(folders.filter((folder) => !map.includes(`](${folder}`))).toEqual([])
  })
})

describe('the sources', () => {
  const texts = textFiles((path) =>
    /(?:\.(?:[cm]?[jt]s|json|md|ya?ml|ndjson|svg|txt)|^\.[\w./-]+)$/.test(path),
  )
  const typed = texts.filter(({ path }) => path.endsWith('.ts'))

  it('fit a few screens', () => {
    expect(tooLong(textFiles(isSource), 250)).toEqual([])
  })
  it('check properties by the helper, whose seeds and runs the environment sets', () => {
    const tests = typed.filter(({ path }) => /^packages\/(?!mutation\/)[\w-]+\/test\//.test(path))
    const alone = tests.filter(({ text }) => /\bfc\.assert\(/.test(text)).map(({ path }) => path)
    expect(alone).toEqual(['packages/core/test/support/check.ts'])
  })
  it('leave nothing to do, no test out, no checker silent, no path of a machine in', () => {
    expect(texts.filter(({ path }) => path !== 'pnpm-lock.yaml').flatMap(unwantedWords)).toEqual([])
  })
  it('do not go around the type system', () => expect(typed.flatMap(typeEscapes)).toEqual([]))

  it.each(packages.map(({ folder }) => folder))('of %s are in plain words', (folder) => {
    const found = textFiles(
      (path) => path.startsWith(`packages/${folder}/`) && /\.[cm]?[jt]s$/.test(path),
    ).flatMap(hardWordsIn)
    expect(found, 'name the person or the thing instead').toEqual([])
  })
})

describe('pages', () => {
  const rule = 'packages/CONTRIBUTING.md'
  it('are in plain English', () =>
    expect(
      markdownFiles()
        .filter(({ path }) => path !== rule)
        .flatMap(hardWordsIn),
    ).toEqual([]))
})

describe('links in the documentation', () => {
  const readers = new Map(files.map((path) => [path, () => readText(path).text]))
  it.each(markdownFiles())('of $path lead somewhere', (file) =>
    expect(brokenLinks(file, readers)).toEqual([]),
  )
})

const made = (text: string, path = 'made-up.ts'): { readonly path: string; readonly text: string } => ({
  path,
  text,
})

const suffix = 'ever'

describe('a planted fault is found', () => {
  const versions = {
    a: '1.2.3',
    b: '^1.2.3',
    c: 'latest',
    d: '1.x',
    e: 'https://x/e.tgz',
    f: '1.0.0-beta.1',
    g: '>=1.2.3',
  }
  const bare = { name: 'made-up', version: '1.0.0' }
  it.each([
    ['for development', { ...bare, devDependencies: versions }, 'b c d e g'],
    ['of a library', { ...bare, dependencies: versions }, 'a c d e f g'],
    ['of a command', { ...bare, bin: { made: 'x.mjs' }, dependencies: versions }, 'b c d e g'],
    ['of what is private', { ...bare, private: true, dependencies: versions }, 'b c d e g'],
    ['of peers', { ...bare, peerDependencies: versions }, 'a c d e f'],
  ])('in versions %s', (_, manifest, loose) => {
    expect(looseVersions(manifest).map((text) => text.split(' ')[1])).toEqual(loose.split(' '))
  })

  it('in a package.json', () => {
    const manifest = { name: '@guichet/made', version: '0.0.9', dependencies: { '@guichet/core': '0.0.1' } }
    const problems = manifestProblems({ folder: 'made-up', manifest }, main).join('\n')
    for (const field of [
      'name',
      'version',
      'license',
      'type',
      'engines',
      'exports',
      'files',
      '@guichet/core',
    ])
      expect(problems).toContain(`made-up: ${field}`)
  })

  it.each([
    `const file = '/${'home'}/somebody/file'`,
    `// see /${'work'}/main`,
    `// TO${'DO'}: later`,
    `// @ts-${'ignore'}`,
    `it.${'only'}('x', () => undefined)`,
    `describe.${'skip'}('x', () => undefined)`,
    `/* ox${'lint-disable'} no-console */`,
  ])('in words: %s', (text) => {
    expect(unwantedWords(made(text))).toEqual([expect.stringContaining('made-up.ts:1')])
  })

  it('in hard words, across the line of a comment, too', () => {
    const phrase = ['heard', 'of'] as const
    const text = `/** a thread ${phrase[0]}\n * ${phrase[1]} */ // ${'who' + suffix} writes`
    expect(hardWordsIn(made(text))).toEqual([
      `made-up.ts:1 ${phrase.join(' ')}`,
      `made-up.ts:2 ${'who' + suffix}`,
    ])
    const innocent = `whichever of them, of whichever, heard often, for (const ${phrase[0]} of all)`
    expect(hardWordsIn(made(innocent))).toEqual([])
    const both = `it tells of one ${phrase[0]} of`
    expect(hardWordsIn(made(both, 'made-up.md'))).toHaveLength(2)
    expect(hardWordsIn(made(both))).toHaveLength(1)
  })

  it('but not in innocent words', () => {
    const text = 'https://x.org/home/page, ./tmp/x, `${root}/work/x`, it.each, as any other, a todo list'
    expect(unwantedWords(made(text))).toEqual([])
  })

  it.each(['const a = b as any', 'const a = b as unknown as string', 'const a = b!', 'let a: any[]'])(
    'in types: %s',
    (text) => expect(typeEscapes(made(`\n${text}`))).toEqual([expect.stringContaining('made-up.ts:2')]),
  )

  it('but not in innocent types', () => {
    const text = "// as any other\nconst a = 'as any', b = c as string, d = [1] as const"
    expect(typeEscapes(made(text))).toEqual([])
  })

  it('in the length of a file', () => {
    expect(tooLong([made('x\n'.repeat(250)), made('x\n'.repeat(249))], 250)).toHaveLength(1)
  })

  it('in links', () => {
    const there = ['# A `b` & C!', '## Twice', '## Twice', '```sh', '# no heading', '```'].join('\n')
    const readers = new Map([
      ['docs/there.md', () => there],
      ['docs/code/a.ts', () => ''],
    ])
    const linksIn = (text: string): readonly string[] => brokenLinks(made(text, 'docs/here.md'), readers)
    expect(anchorsOf(made(there))).toEqual(['a-b--c', 'twice', 'twice-1'])
    const fine = '[a](there.md#a-b--c) [b](./there.md#twice-1 "title") [c](code) [d](https://x) `[e](no.md)`'
    expect(linksIn(fine)).toEqual([])
    expect(
      linksIn('[a](no.md)\n\n[b](there.md#no-heading)\n\n<img src="no.svg">\n\n[c](#nowhere)'),
    ).toHaveLength(4)
    readers.set('docs/code/README.md', () => '# Code')
    expect(linksIn('[a](code#code) [b](code/#code)')).toEqual([])
    expect(linksIn('[a](code#no-heading)')).toEqual([
      'docs/here.md:1 code#no-heading: no heading #no-heading in docs/code/README.md',
    ])
    expect(linksIn('\n[x]: ../no.md')).toEqual(['docs/here.md:2 ../no.md: no no.md'])
  })
})
