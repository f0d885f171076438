import { existsSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cyclesIn, fileGraph, partGraph } from '../src/cycles.ts'
import { textFiles, type TextFile } from '../src/files.ts'
import { importsOf, type Import } from '../src/imports.ts'
import { importProblems, layers } from '../src/layers.ts'
import { workspacePackages, type Manifest } from '../src/manifests.ts'
import { inRoot } from '../src/root.ts'

const packages = workspacePackages()
const sourcesOf = (folder: string): readonly TextFile[] =>
  textFiles((path) => path.startsWith(`packages/${folder}/src/`) && path.endsWith('.ts'))

describe('the layers of the house', () => {
  it('give every package a row', () => {
    expect(packages.map(({ folder }) => folder).sort()).toEqual(Object.keys(layers).sort())
  })

  for (const { folder, manifest } of packages) {
    const imports = sourcesOf(folder).flatMap(importsOf)
    it(`hold in ${folder}`, () => {
      expect(imports.flatMap((one) => importProblems(one, folder, manifest))).toEqual([])
    })
    it(`have no circle of files in ${folder}`, () => {
      expect(cyclesIn(fileGraph(imports)).map((files) => files.join(' → '))).toEqual([])
    })
  }
})

/** Files that imports name by their place, and that are not there. Tests are not compiled before they run. */
const missing = (imports: readonly Import[]): readonly string[] =>
  imports.flatMap(({ path, place, specifier }) =>
    specifier.startsWith('.') && !existsSync(inRoot(posix.join(posix.dirname(path), specifier)))
      ? [`${place} imports ${specifier}: there is no such file`]
      : [],
  )

describe('what tests import by its place', () => {
  const tests = textFiles((path) => /^packages\/[\w-]+\/test\/.*\.ts$/.test(path))

  it('is there', () => {
    expect(tests.length).toBeGreaterThan(100)
    expect(missing(tests.flatMap(importsOf))).toEqual([])
  })

  it('or is reported', () => {
    const text = "import { a } from './gone.ts'\nimport { expect } from 'vitest'"
    expect(missing(importsOf({ path: 'packages/core/test/made-up.test.ts', text }))).toEqual([
      expect.stringContaining('imports ./gone.ts: there is no such file'),
    ])
  })
})

const manifest: Manifest = {
  name: '@guichet/core',
  version: '0.1.0',
  dependencies: { 'fp-ts': '2.16.11', 'date-fns': '4.4.0', '@guichet/core': '0.1.0' },
}

const problemsOf = (folder: string, text: string, file = 'thread/made-up.ts'): readonly string[] =>
  importsOf({ path: `packages/${folder}/src/${file}`, text }).flatMap((one) =>
    importProblems(one, folder, manifest),
  )

describe('a planted violation is reported', () => {
  const reported: readonly (readonly [string, string, string])[] = [
    ['core', "import { readFileSync } from 'node:fs'", 'may not use this module of Node'],
    ['core', "export * from '@guichet/timeline'", 'this layer may not import it'],
    ['core', "import type { Event } from '@guichet/cloud-api'", 'this layer may not import it'],
    ['core', "import * as E from 'fp-ts/lib/Either.js'", 'only packages/core/src/prelude.ts'],
    ['core', "import * as t from 'io-ts'", 'io-ts is not among the dependencies'],
    ['core', "import lodash from 'lodash'", 'this layer may not import it'],
    ['core', "const fs = await import('node:fs')", 'may not use this module of Node'],
    ['core', "type Stats = import('node:fs').Stats", 'may not use this module of Node'],
    ['core', "import { a } from '../other'", 'a relative import ends in .ts'],
    ['core', "import { a } from '../other.js'", 'a relative import ends in .ts'],
    ['core', "import { a } from '../../test/support/check.ts'", 'it leaves the sources of its package'],
    ['timeline', "import { a } from '../../../core/src/index.ts'", 'it leaves the sources of its package'],
    ['timeline', "import { a } from '@guichet/core/src/engine.ts'", 'no such door'],
    ['timeline', "import { a } from '@guichet/core/adapter'", 'this layer may not import it'],
    ['laws', "import type { Thread } from '@guichet/core/store'", 'this layer may not import it'],
    ['cli', "import { startServer } from '@guichet/store-postgres/testing'", 'only a private one'],
    ['cloud-api', "import { createHmac } from 'crypto'", 'write it with node:'],
    ['cloud-api', "import '@guichet/cli'", 'this layer may not import it'],
    ['cli', "import { Command } from 'commander'", 'commander is not among the dependencies'],
    ['laws', "import { engine } from '@guichet/core'", 'only types may be imported from it'],
    ['unheard-of', "import { engine } from '@guichet/core'", 'this layer may not import it'],
  ]
  it.each(reported)('in %s: %s', (folder, text, problem) => {
    const problems = problemsOf(folder, text)
    expect(problems.join('\n')).toContain(problem)
    expect(problems[0]).toContain(`packages/${folder}/src/thread/made-up.ts:1`)
  })

  it('and what is allowed is not', () => {
    expect(problemsOf('core', "import { addHours } from 'date-fns/addHours'")).toEqual([])
    expect(problemsOf('core', "import { E } from '../prelude.ts'")).toEqual([])
    expect(problemsOf('runtime', "import { emptyThread } from '@guichet/core/store'")).toEqual([])
    expect(problemsOf('core', "export * as E from 'fp-ts/lib/Either.js'", 'prelude.ts')).toEqual([])
    expect(problemsOf('cloud-api', "import { createHmac } from 'node:crypto'")).toEqual([])
    expect(problemsOf('core', "// import 'node:fs'\nconst text = \"import 'node:fs'\"")).toEqual([])
  })

  it('as is a circle of files, of types too', () => {
    const circle = (back: string): readonly string[] =>
      cyclesIn(
        fileGraph([
          ...importsOf({ path: 'packages/x/src/a.ts', text: "import { b } from './inner/b.ts'" }),
          ...importsOf({ path: 'packages/x/src/inner/b.ts', text: "export { c } from '../c.ts'" }),
          ...importsOf({ path: 'packages/x/src/c.ts', text: back }),
        ]),
      ).map((files) => files.map((file) => file.slice('packages/x/src/'.length)).join(' '))
    expect(circle("import { a } from './a.ts'")).toEqual(['a.ts inner/b.ts c.ts a.ts'])
    expect(circle("import type { A } from './a.ts'")).toEqual(['a.ts inner/b.ts c.ts a.ts'])
    expect(circle("import { c } from './c.ts'")).toEqual(['c.ts c.ts'])
    expect(circle("import { c } from './d.ts'")).toEqual([])
  })

  it('and a circle of folders, though no files are in one', () => {
    const graph = fileGraph([
      ...importsOf({ path: 'packages/x/src/a/one.ts', text: "import { b } from '../b/inner/one.ts'" }),
      ...importsOf({ path: 'packages/x/src/b/two.ts', text: "import type { C } from '../c.ts'" }),
      ...importsOf({ path: 'packages/x/src/c.ts', text: "import { a } from './a/two.ts'" }),
    ])
    expect(cyclesIn(graph)).toEqual([])
    expect(cyclesIn(partGraph(graph, 'packages/x/src'))).toEqual([['a', 'b', 'c.ts', 'a']])
    expect(cyclesIn(partGraph(graph, 'packages/y/src'))).toEqual([])
  })
})
