import type { RuntimeInput } from '@guichet/runtime'
import type { MetricsPort } from './metrics-port.ts'

/**
 * Counts the commits of a runtime, and those that lost a race against another process. Pass the result to the
 * runtime as `onCommit`.
 */
export const commitCounter = (metrics: MetricsPort): NonNullable<RuntimeInput['onCommit']> => {
  const commits = metrics.counter({
    name: 'guichet_commits_total',
    help: 'Changes that the store committed',
  })()
  const conflicts = metrics.counter({
    name: 'guichet_commit_conflicts_total',
    help: 'Changes that were decided anew because another process was faster',
  })()
  return ({ conflicted }) => (conflicted ? conflicts : commits).add(1)
}
