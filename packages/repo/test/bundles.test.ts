import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { bundle, publishedFolders } from '../src/bundle/bundle.ts'
import { putIn, takeOut, type Place } from '../src/bundle/in-place.ts'
import { readManifest } from '../src/manifests.ts'
import { inRoot } from '../src/root.ts'
import { runProgram } from '../src/run.ts'
import { temporaryFolder } from '../src/temporary.ts'

/** A project of two modules, which was built. */
const withProject = async (work: (project: Project) => Promise<void>): Promise<void> => {
  const { path, remove } = temporaryFolder()
  try {
    mkdirSync(join(path, 'src'))
    writeFileSync(join(path, 'src', 'index.ts'), "export { answer } from './answer.ts'\n")
    writeFileSync(join(path, 'src', 'answer.ts'), 'export const answer: number = 42\n')
    const compilerOptions = {
      composite: true,
      rootDir: 'src',
      outDir: 'dist',
      tsBuildInfoFile: 'dist/.tsbuildinfo',
      module: 'nodenext',
      rewriteRelativeImportExtensions: true,
      types: [],
    }
    writeFileSync(join(path, 'package.json'), JSON.stringify({ type: 'module' }))
    writeFileSync(join(path, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }))
    const compile = async (): Promise<void> => {
      const ran = await runProgram(
        process.execPath,
        [inRoot('node_modules', 'typescript', 'bin', 'tsc'), '-b'],
        {
          cwd: path,
        },
      )
      expect(ran.stdout + ran.stderr).toBe('')
    }
    await compile()
    const place = { dist: join(path, 'dist'), kept: join(path, 'kept') }
    await work({ path, place, compile, entry: () => readFileSync(join(path, 'dist', 'index.js'), 'utf8') })
  } finally {
    remove()
  }
}

interface Project {
  readonly path: string
  readonly place: Place
  readonly compile: () => Promise<void>
  readonly entry: () => string
}

const files = new Map([
  ['index.js', '// a bundle\n'],
  ['part-shared.js', '// a part of it\n'],
])

test('the compiler writes entries again that a bundle stands in for', () =>
  withProject(async ({ place, compile, entry }) => {
    const modules = entry()
    putIn(place, files)
    expect(entry()).toBe('// a bundle\n')
    await compile()
    expect(entry()).toBe(modules)
    // What was kept is of no use any more, and does no harm.
    takeOut(place)
    expect(entry()).toBe(modules)
    expect(existsSync(join(place.dist, 'part-shared.js'))).toBe(false)
  }))

test('what a bundle stands in for is put back, and a change of the sources is still seen', () =>
  withProject(async ({ path, place, compile, entry }) => {
    const modules = entry()
    putIn(place, files)
    writeFileSync(join(path, 'src', 'answer.ts'), 'export const answer: number = 43\n')
    takeOut(place)
    expect(entry()).toBe(modules)
    await compile()
    expect(readFileSync(join(path, 'dist', 'answer.js'), 'utf8')).toContain('43')
  }))

/** What a file lets out when Node loads it by itself, as somebody who installed the package does. */
const namesIn = async (file: string): Promise<unknown> => {
  const program = `console.log(JSON.stringify(Object.keys(await import(process.argv[1])).sort()))`
  const ran = await runProgram(process.execPath, [
    '--input-type=module',
    '-e',
    program,
    pathToFileURL(file).href,
  ])
  expect(ran.stderr).toBe('')
  return JSON.parse(ran.stdout)
}

test.each(publishedFolders())('the bundle of %s lets out what its modules do', async (folder) => {
  const made = await bundle(folder)
  const own = temporaryFolder()
  // From there its dependencies are found.
  const beside = inRoot('packages', folder, 'node_modules', '.cache', basename(own.path), 'dist')
  try {
    for (const [file, text] of made) {
      mkdirSync(dirname(join(beside, file)), { recursive: true })
      writeFileSync(join(beside, file), text)
    }
    // By its package.json a package chooses what to load on a runtime.
    cpSync(inRoot('packages', folder, 'package.json'), join(dirname(beside), 'package.json'))
    const doors = Object.values(readManifest('packages', folder).exports ?? {}).flatMap(
      ({ default: file = '' }) => (file.startsWith('./dist/') ? [file.slice('./dist/'.length)] : []),
    )
    expect(doors.filter((door) => !made.has(door))).toEqual([])
    for (const door of doors) {
      const source = await import(inRoot('packages', folder, 'src', door.replace(/\.js$/, '.ts')))
      expect(await namesIn(join(beside, door))).toEqual(Object.keys(source).sort())
    }
  } finally {
    rmSync(dirname(beside), { recursive: true, force: true })
    own.remove()
  }
})

test('a bundle keeps the licences of what it takes in', async () => {
  const shared = (await bundle('core')).get('part-shared.js') ?? ''
  expect(shared).toMatch(/^fp-ts \d[^]*Copyright \(c\)/m)
  expect(shared).toMatch(/^io-ts \d[^]*Copyright \(c\)/m)
})
