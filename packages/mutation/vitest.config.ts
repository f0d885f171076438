import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const core = (name: string): string => fileURLToPath(new URL(`../core/src/${name}.ts`, import.meta.url))

/** Golden texts refute most mutants at once, tables the rest of the easy ones; properties take their time. */
const order = [/golden\.test/, /golden/, /table\.test/, /^(?!.*(?:\.laws|reading)\.)/, /./]

const rank = ({ moduleId }: TestSpecification): number => order.findIndex((pattern) => pattern.test(moduleId))

class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((one, other) => rank(one) - rank(other) || (one.moduleId < other.moduleId ? -1 : 1))
  }
}

// Every mutant loads all test files anew that come by it, so most are tested by a few files alone, and what these do
// not notice by the others.
const isQuick = process.env['GUICHET_MUTATION_TESTS'] === 'quick'

interface Tests {
  readonly name: string
  readonly quick: readonly string[]
  readonly others: readonly string[]
  readonly never: readonly string[]
}

const tests: readonly Tests[] = [
  {
    name: 'core',
    quick: ['test/golden*.test.ts', 'test/*.table.test.ts'],
    others: ['test/**/*.test.ts'],
    // It reads the sources, which are not as they are written while they are broken.
    never: ['test/survivors/**'],
  },
  // Their tables and histories are answered by core and by the reading copy.
  { name: 'laws', quick: ['test/*.table.test.ts'], others: ['test/reading.test.ts'], never: [] },
]

export default defineConfig({
  // The sources that are broken, and not those that are installed.
  resolve: {
    alias: [
      { find: /^@guichet\/core$/, replacement: core('index') },
      { find: /^@guichet\/core\/(\w+)$/, replacement: core('$1') },
    ],
  },
  test: {
    sequence: { sequencer: QuickFirst },
    projects: tests.map(({ name, quick, others, never }) => ({
      extends: true,
      test: {
        name,
        root: `packages/${name}`,
        include: [...(isQuick ? quick : others)],
        exclude: [...never, ...(isQuick ? [] : quick)],
        testTimeout: 60_000,
        env: { GUICHET_RUN_SHARE: '0.1' },
      },
    })),
  },
})
