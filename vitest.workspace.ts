import { existsSync, readFileSync } from 'node:fs'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

/**
 * With `GUICHET_BUILT=1` sources are taken from what was built of them, which Node loads itself. Code that vitest
 * transforms looks up every import at each use: laws take almost twice the time. Build modules first.
 */
const isBuilt = process.env['GUICHET_BUILT'] === '1'
if (isBuilt && readFileSync('packages/core/dist/index.js', 'utf8').includes('/part-'))
  throw new Error('tests take modules singly, and bundles were built: npm run build -- --modules')

// Tests read the sources of sibling packages through this export condition, so no build comes first.
const conditions = isBuilt ? [] : ['@guichet/source']

/** Their tests share nothing that one could leave behind for the next: each worker loads the modules once. */
const shared = [
  'core',
  'cloud-api',
  'laws',
  'rates',
  'timeline',
  'runtime',
  'emulator',
  'http',
  'board',
  'ledger-restate',
  'store-sqlite',
  'store-postgres',
  'guichet',
  'cli',
  'site',
]
const isolated = ['bench', 'mutation', 'repo']

/** What happens once, before a project's files are run. */
const setups: Readonly<Record<string, string>> = { 'store-postgres': 'test/support/run-server.ts' }

/** Days lived through in step with processes that are killed, and a balancer's every request. */
const alone = ['test/hostile-day.test.ts', 'test/draining-balancer.test.ts', 'test/failover.test.ts']

const every = ['test/**/*.test.ts']
const projects = [
  ...shared.map((name) => ({
    name,
    root: name,
    include: every,
    isolate: false,
    globalSetup: setups[name] ?? [],
  })),
  ...isolated.map((name) => ({ name, root: name, include: every })),
  // All of the site; a share of it is among the other tests in a browser.
  ...(process.env['GUICHET_SITE'] === '1'
    ? [{ name: 'site-check', root: 'end-to-end', include: ['test/site/**/*.test.ts'] }]
    : []),
  // After all others, for a browser and servers answer in time only where there is a core to spare.
  {
    name: 'end-to-end',
    root: 'end-to-end',
    include: every,
    exclude: [...alone, 'test/site/**'],
    sequence: { groupOrder: 1 },
  },
  // One at a time, with the machine to themselves.
  {
    name: 'end-to-end-alone',
    root: 'end-to-end',
    include: alone,
    maxWorkers: 1,
    sequence: { groupOrder: 2 },
  },
]

const source = /^(?<folder>.*\/packages\/[^/]+)\/src\/(?<name>.*)\.ts$/
const fromBuilt: NonNullable<ViteUserConfig['plugins']>[number] = {
  name: 'from what was built',
  enforce: 'pre',
  async resolveId(id, importer, options) {
    if (importer === undefined) return null
    const found = await this.resolve(id, importer, { ...options, skipSelf: true })
    const { folder, name } = source.exec(found?.id ?? '')?.groups ?? {}
    const file = `${folder}/dist/${name}.js`
    return existsSync(file) ? { id: file } : null
  },
}
const asBuilt = { server: { deps: { external: [/\/packages\/[^/]+\/dist\//] } } }

export default defineConfig({
  plugins: isBuilt ? [fromBuilt] : [],
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // Many tests wait for processes of their own; unless told, one core would be left idle.
    maxWorkers: '100%',
    projects: projects.map(({ root, ...test }) => ({
      extends: true,
      test: {
        root: `packages/${root}`,
        // For what hangs. Where many share the machine, killing a process a hundred times takes minutes, and a condition
        // that is waited for comes late: unless told, it has one second.
        testTimeout: 900_000,
        hookTimeout: 300_000,
        expect: { poll: { timeout: 300_000, interval: 20 } },
        ...(isBuilt ? asBuilt : {}),
        ...test,
      },
    })),
  },
})
