import { spawnSync } from 'node:child_process'
import { root } from './run.mjs'

const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' })

/**
 * The fresh seed of a test run. What is committed has one of its own, so that every run of the same commit, here or in
 * continuous integration, tries the same cases; each change brings new ones. Work in progress gets a random one.
 */
export const freshSeed = () => {
  const status = git('status', '--porcelain')
  const tree = git('rev-parse', 'HEAD^{tree}')
  const isCommitted = status.status === 0 && status.stdout === '' && tree.status === 0
  return isCommitted ? parseInt(tree.stdout.slice(0, 8), 16) >>> 1 : Math.floor(Math.random() * 0x7fffffff)
}
