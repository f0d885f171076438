import { readFileSync } from 'node:fs'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { problemKindInfo } from '@arethetypeswrong/core/problems'

/**
 * What is wrong with the types of a tarball, as TypeScript and Node resolve them. Packages are ES modules only, so `require`
 * of TypeScript and the resolution of Node 10 are left out.
 */
export const typeResolutionProblems = async (name: string, tarball: string): Promise<readonly string[]> => {
  const found = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(tarball))))
  if (found.types === false) return [`${name}: it has no types`]
  return found.problems
    .filter((problem) => problem.kind !== 'CJSResolvesToESM')
    .filter((problem) => !('resolutionKind' in problem && problem.resolutionKind === 'node10'))
    .map(
      (problem) => `${name}: ${problemKindInfo[problem.kind].shortDescription} (${JSON.stringify(problem)})`,
    )
}
