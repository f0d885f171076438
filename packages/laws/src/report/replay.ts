import { dirname, relative } from 'node:path'
import { ownCorpus } from '../run/corpus.ts'
import type { LawResult } from '../run/verdict.ts'

/** The arguments of `guichet laws` that bring a counterexample back; `null` where there is none. */
export const replayArguments = ({ law, seed, counterexample }: LawResult): readonly string[] | null => {
  if (counterexample === null) return null
  const { path, file } = counterexample
  if (path !== null) return ['--law', law.id, '--seed', String(seed), '--path', path]
  if (file === null) return null
  const directory = dirname(file)
  return ['--law', law.id, ...(relative(ownCorpus, directory) === '' ? [] : ['--corpus', directory])]
}
