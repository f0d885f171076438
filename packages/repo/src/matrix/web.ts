import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'

/** Bundles a program of what a project has installed, as a runtime takes it that has no modules but the given ones. */
export const bundleForWeb = async (
  project: string,
  program: string,
  conditions: readonly string[],
  given: readonly RegExp[] = [],
): Promise<string> => {
  const input = join(project, 'web.mjs')
  writeFileSync(input, program)
  const work = await rolldown({
    input,
    platform: 'browser',
    external: [...given],
    resolve: { conditionNames: [...conditions, 'import', 'default'] },
    checks: { bundlerTimings: false },
  })
  const { output } = await work.generate({ format: 'esm', codeSplitting: false })
  await work.close()
  const [{ code, imports, dynamicImports }] = output
  const left = [...imports, ...dynamicImports].filter((name) => !given.some((pattern) => pattern.test(name)))
  if (left.length > 0) throw new Error(`the bundle still imports ${left.join(', ')}`)
  return code
}
