import { open, writeFile } from 'node:fs/promises'
import {
  keepInCorpus,
  lawsToJson,
  lawsToBadge,
  lawsToJUnit,
  ownCorpus,
  patience,
  readCorpus,
  runLaws,
  startEngine,
  type ForeignEngine,
  type Law,
  type LawsResult,
  type Strictness,
  type Subject,
} from '@guichet/laws'
import { startSession } from '../engine/session.ts'
import { exit, write, type Io } from '../io.ts'
import { lawsToHtml } from '../report/laws-html.ts'
import { startLawsProgress } from '../report/laws-progress.ts'
import { isFine, lawsToText } from '../report/laws-text.ts'

/** The arguments of `guichet laws`. */
export interface LawsRequest {
  /** The program of a foreign engine with its arguments; `null` for Guichet itself. */
  readonly command: readonly [string, ...string[]] | null
  readonly strictness: Strictness
  readonly laws: readonly Law[]
  /** Is no law selected? Then every short history is compared, too. */
  readonly isWhole: boolean
  readonly runs: number
  /** Every history of up to this many events is compared. */
  readonly depth: number
  readonly seed: number
  /** The path of a single history. */
  readonly path: string | null
  /** The folder of counterexamples. */
  readonly corpus: string | null
  /** Milliseconds. */
  readonly replyWithin: number
  readonly format: 'text' | 'json' | 'html' | 'junit' | 'badge'
  /** Where the report goes; standard output unless named. */
  readonly out: string | null
}

/** `guichet laws`: runs laws against an engine and reports the verdicts. */
export const lawsCommand = async (request: LawsRequest, io: Io): Promise<number> => {
  const { command, out, replyWithin } = request
  // An output that cannot be written is refused before the run.
  if (out !== null) await (await open(out, 'a')).close()
  const engine = command === null ? itself : startEngine(command, { ...patience, replyWithin })
  try {
    const result = await run(request, engine, io)
    await keepCounterexamples(result, request, io)
    const report = render(result, request, engine)
    if (out === null) await write(io.stdout, report)
    else await writeFile(out, report)
    return codeOf(result)
  } finally {
    await engine.close()
  }
}

/** Guichet's own engine; each conversation is a session of its own. */
const itself: ForeignEngine = {
  name: 'guichet',
  answer: async (requests) => {
    const session = startSession()
    return requests.map((request) => session.reply({ ...request }))
  },
  close: async () => undefined,
}

const run = async (request: LawsRequest, subject: Subject, io: Io): Promise<LawsResult> => {
  const { laws, isWhole, strictness, runs, depth, seed, path, corpus } = request
  const kept = [...(await readCorpus(ownCorpus)), ...(corpus === null ? [] : await readCorpus(corpus))]
  const progress = startLawsProgress(io.stderr)
  try {
    return await runLaws(laws, subject, {
      runs,
      seed,
      strictness,
      corpus: kept,
      depth: isWhole ? depth : 0,
      ...(path === null ? {} : { path }),
      onProgress: progress.update,
    })
  } finally {
    progress.stop()
  }
}

const render = (
  result: LawsResult,
  { format, command, strictness, path }: LawsRequest,
  { name }: Subject,
): string => {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ engine: name, compare: strictness, ...lawsToJson(result) }, null, 2)}\n`
    case 'junit':
      return lawsToJUnit(result, name)
    case 'badge':
      return `${JSON.stringify(lawsToBadge(result, strictness))}\n`
    case 'text':
      return lawsToText(result, { engine: name, command, strictness, withExchange: path !== null })
    case 'html':
      return lawsToHtml(result, { engine: name, command, strictness })
  }
}

const keepCounterexamples = async (
  { results }: LawsResult,
  { corpus }: LawsRequest,
  io: Io,
): Promise<void> => {
  if (corpus === null) return
  for (const { law, counterexample } of results)
    if (counterexample !== null && counterexample.file === null)
      await write(io.stderr, `guichet: kept in ${await keepInCorpus(corpus, law.id, counterexample.story)}\n`)
}

const codeOf = ({ results, compared }: LawsResult): number => {
  const all = [...results, ...compared]
  if (all.some(({ verdict }) => verdict === 'does-not-speak')) return exit.unusable
  return all.every(isFine) ? exit.fine : exit.found
}
