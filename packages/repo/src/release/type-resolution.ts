import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type * as core from '@arethetypeswrong/core'
import type * as problems from '@arethetypeswrong/core/problems'

// By its path: under the condition `development`, which test runners set, the package names sources that it does not ship.
const manifest = createRequire(import.meta.url).resolve('@arethetypeswrong/core/package.json')
const fileOf = (name: string): string => new URL(`dist/${name}.js`, pathToFileURL(manifest)).href

/**
 * What is wrong with the types of a tarball, as TypeScript and Node resolve them. Packages are ES modules only, so `require`
 * of TypeScript and the resolution of Node 10 are left out.
 */
export const typeResolutionProblems = async (name: string, tarball: string): Promise<readonly string[]> => {
  const { checkPackage, createPackageFromTarballData }: typeof core = await import(fileOf('index'))
  const { problemKindInfo }: typeof problems = await import(fileOf('problems'))
  const found = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(tarball))))
  if (found.types === false) return [`${name}: it has no types`]
  return found.problems
    .filter((problem) => problem.kind !== 'CJSResolvesToESM')
    .filter((problem) => !('resolutionKind' in problem && problem.resolutionKind === 'node10'))
    .map(
      (problem) => `${name}: ${problemKindInfo[problem.kind].shortDescription} (${JSON.stringify(problem)})`,
    )
}
