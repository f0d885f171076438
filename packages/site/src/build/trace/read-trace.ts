import type { Content } from '../docs/layout.ts'
import type { Resolver } from '../docs/resolve.ts'
import { repositoryFiles, repositoryText } from '../repository.ts'
import { tracePage } from './page.ts'
import type { TracedLaw } from './laws.ts'
import { traceOf, type TracedClause } from './trace.ts'

/** Reads the repository; what the page leads to becomes part of the site. */
export const readTrace = (
  resolve: Resolver,
): {
  readonly page: Content
  readonly traced: readonly TracedClause[]
  readonly laws: readonly TracedLaw[]
} => {
  const paths = repositoryFiles().filter((path) => /^packages\/[\w-]+\/(?:src|test)\/.*\.ts$/.test(path))
  const files = paths.map((path) => ({ path, text: repositoryText(path) }))
  const { clauses: traced, laws } = traceOf({
    files,
    lawsPage: repositoryText('packages/laws/LAWS.md'),
    rulesPage: repositoryText('packages/core/RULES.md'),
  })
  // As a document at the root names them.
  const page = tracePage(traced, laws, (path) => resolve.link(path, 'README.md'))
  return { page, traced, laws }
}
