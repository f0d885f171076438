import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Golden texts refute most mutants at once, tables the rest of the easy ones; properties take their time. */
const order = [/golden\.test/, /golden/, /table\.test/, /^(?!.*\.laws\.)/, /./]

const rank = ({ moduleId }: TestSpecification): number => order.findIndex((pattern) => pattern.test(moduleId))

class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((one, other) => rank(one) - rank(other) || (one.moduleId < other.moduleId ? -1 : 1))
  }
}

// Every mutant loads all test files anew that come by it, so most are tested by a few files alone, and what these do
// not notice by the others.
const quick = ['test/golden*.test.ts', 'test/*.table.test.ts']
const isQuick = process.env['GUICHET_MUTATION_TESTS'] === 'quick'

export default defineConfig({
  test: {
    sequence: { sequencer: QuickFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          root: 'packages/core',
          include: isQuick ? quick : ['test/**/*.test.ts'],
          // It reads the sources, which are not as they are written while they are broken.
          exclude: ['test/survivors/**', ...(isQuick ? [] : quick)],
          testTimeout: 60_000,
          env: { GUICHET_RUN_SHARE: '0.1' },
        },
      },
    ],
  },
})
