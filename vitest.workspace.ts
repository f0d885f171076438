import { defineConfig } from 'vitest/config'

// Tests read the sources of sibling packages through this export condition, so no build comes first.
const conditions = ['@guichet/source']
const packages = [
  'core',
  'cloud-api',
  'laws',
  'rates',
  'timeline',
  'runtime',
  'store-sqlite',
  'store-postgres',
  'emulator',
  'http',
  'board',
  'cli',
  'end-to-end',
  'bench',
  'mutation',
  'repo',
]

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // Many tests wait for processes of their own; unless told, one core would be left idle.
    maxWorkers: '100%',
    projects: packages.map((name) => ({
      extends: true,
      test: {
        name,
        root: `packages/${name}`,
        include: ['test/**/*.test.ts'],
        testTimeout: 120_000,
        hookTimeout: 60_000,
        // Days are lived through in step with other processes, so these tests have the machine to themselves.
        ...(name === 'end-to-end' ? { maxWorkers: 1, sequence: { groupOrder: 1 } } : {}),
      },
    })),
  },
})
