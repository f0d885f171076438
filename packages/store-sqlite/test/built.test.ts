import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { sqliteStore } from '../src/index.ts'
import { withFile } from './support/folder.ts'
import { journalOf } from './support/rows.ts'

const fileOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const script = fileOf('support/thread-process.mjs')

/** What a process says that runs with those arguments, and how it ends. */
const run = (options: readonly string[], environment = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, options, {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  })
  return { status, said: stdout.trim().split('\n'), stderr }
}

describe('a process that runs the built package', () => {
  it.each([
    ['usual', ['committed, threads: 1'], ['first']],
    ['caller', ['committed, threads: 0'], ['first']],
    ['unawaited', ['committed, threads: 1', 'committed'], ['first', 'second']],
  ])('and never closes its store comes to its end, with all stored: %s', (what, said, stored) =>
    withFile(async (path) => {
      expect(run([script, path, what])).toEqual({ status: 0, said, stderr: '' })
      const store = await sqliteStore({ path })
      expect(await journalOf(store)).toEqual(stored)
      await store.close()
    }),
  )

  const hooks = ['--import', fileOf('support/typescript.mjs')]
  it.each([
    ['a loader and conditions', [...hooks, '--conditions=@guichet/source', script], {}],
    [
      'a script from the command line',
      ['--input-type=module', '--eval', `import ${JSON.stringify(script)}`],
      {},
    ],
    ['options from its surroundings', [script], { NODE_OPTIONS: '--max-old-space-size=200 --no-warnings' }],
  ])('has its store in a thread with %s, too', (_, options, environment) =>
    withFile(async (path) => {
      expect(run([...options, path, 'usual'], environment)).toEqual({
        status: 0,
        said: ['committed, threads: 1'],
        stderr: '',
      })
    }),
  )
})

describe('a process that exits while its stores are at work', () => {
  it.each(Array.from({ length: 12 }, (_, index) => index + 1))('ends as it was told to, try %i', () =>
    withFile(async (path) => {
      expect(run([fileOf('support/exit-process.mjs'), path])).toEqual({ status: 3, said: [''], stderr: '' })
    }),
  )
})

describe('the store in its thread', () => {
  it('loads neither the runtime nor the rules, which would make it start slowly', () => {
    const folder = fileOf('../dist')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.js'),
    )
    expect(files).toContain(join('thread', 'worker.js'))
    expect(files.filter((name) => readFileSync(join(folder, name), 'utf8').includes("'@guichet/"))).toEqual(
      [],
    )
  })
})
