import { parseArgs } from 'node:util'
import { strictnesses, type Strictness } from '../bridge/strictness.ts'
import { splitCommand } from '../bridge/command.ts'
import { patience, startEngine } from '../bridge/foreign-engine.ts'
import type { Law } from '../law.ts'
import { laws as allLaws } from '../laws/index.ts'
import { lawsToJson } from '../report/json.ts'
import { lawsToBadge } from '../report/badge.ts'
import { lawsToJUnit } from '../report/junit.ts'
import { ownCorpus, readCorpus } from '../run/corpus.ts'
import { runLaws } from '../run/run-laws.ts'
import { runVectors } from '../vectors/run-vectors.ts'
import { readVectors } from '../vectors/vector.ts'
import { lawsInLines, vectorsInLines } from './in-lines.ts'

const usage = `Usage: laws --engine "COMMAND" [options]

Runs the rules of WhatsApp's window and charging as laws against an engine: a program that speaks the protocol.

  --engine "COMMAND"   the program, split at spaces outside quotes, without a shell
  --compare LEVEL      how much of each reply is compared: ${strictnesses.join(', ')} (default full)
  --law ID             only this law; may be given several times
  --runs N             how many histories for each law (default 200)
  --seed N             the same seed, the same histories
  --depth N            also compare every history of up to N events (default 0)
  --vectors            ask about the vectors instead of running laws
  --reply-within S     how many seconds a reply may take (default 10)
  --format FORMAT      text, json, junit or badge (default text)

Exit code: 0 all hold, 1 a law is broken or was never exercised, 2 unusable arguments or an engine that does not answer.
`

/** Where text goes. */
export interface Output {
  readonly write: (text: string) => unknown
}

/** Runs laws or vectors as the arguments say; gives the exit code. */
export const main = async (args: readonly string[], out: Output, complaints: Output): Promise<number> => {
  try {
    const asked = read(args)
    if (asked === 'help') {
      out.write(usage)
      return 0
    }
    return await run(asked, out)
  } catch (wrong) {
    complaints.write(`laws: ${wrong instanceof Error ? wrong.message : String(wrong)}\n`)
    return 2
  }
}

const formats = ['text', 'json', 'junit', 'badge'] as const

interface Asked {
  readonly command: readonly [string, ...string[]]
  readonly compare: Strictness
  readonly laws: readonly Law[]
  readonly runs: number
  readonly seed: number
  readonly depth: number
  readonly isVectors: boolean
  readonly replyWithin: number
  readonly format: (typeof formats)[number]
}

const read = (args: readonly string[]): Asked | 'help' => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      engine: { type: 'string' },
      compare: { type: 'string', default: 'full' },
      law: { type: 'string', multiple: true, default: [] },
      runs: { type: 'string', default: '200' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
      depth: { type: 'string', default: '0' },
      vectors: { type: 'boolean', default: false },
      'reply-within': { type: 'string', default: '10' },
      format: { type: 'string', default: 'text' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return 'help'
  if (values.engine === undefined)
    throw new Error('--engine is missing: the program that is judged; see --help')
  const command = splitCommand(values.engine)
  if (command === null) throw new Error('--engine names no program, or a quote is not closed')
  return {
    command,
    compare: oneOf('--compare', values.compare, strictnesses),
    laws: values.law.length === 0 ? allLaws : values.law.map(lawOf),
    runs: numberOf('--runs', values.runs, 1),
    seed: numberOf('--seed', values.seed, 0),
    depth: numberOf('--depth', values.depth, 0),
    isVectors: values.vectors,
    replyWithin: numberOf('--reply-within', values['reply-within'], 1) * 1000,
    format: oneOf('--format', values.format, formats),
  }
}

const oneOf = <Word extends string>(flag: string, given: string, words: readonly Word[]): Word => {
  const found = words.find((word) => word === given)
  if (found === undefined) throw new Error(`${flag} must be one of ${words.join(', ')}`)
  return found
}

const numberOf = (flag: string, text: string, least: number): number => {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN
  if (!(value >= least)) throw new Error(`${flag} must be a whole number from ${least} on`)
  return value
}

const lawOf = (id: string): Law => {
  const law = allLaws.find((known) => known.id === id)
  if (law === undefined)
    throw new Error(`unknown law ${id}; known are ${allLaws.map((known) => known.id).join(', ')}`)
  return law
}

const run = async (asked: Asked, out: Output): Promise<number> => {
  const { command, compare, laws, runs, seed, depth, isVectors, format, replyWithin } = asked
  const engine = startEngine(command, { ...patience, replyWithin })
  try {
    if (isVectors) {
      const result = await runVectors(engine, await readVectors(), compare)
      out.write(format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : vectorsInLines(result))
      return result.failed.length === 0 ? 0 : 1
    }
    const corpus = await readCorpus(ownCorpus)
    const result = await runLaws(laws, engine, { runs, seed, depth, strictness: compare, corpus })
    const reports = {
      text: () => lawsInLines(result),
      json: () => `${JSON.stringify({ engine: engine.name, compare, ...lawsToJson(result) }, null, 2)}\n`,
      junit: () => lawsToJUnit(result, engine.name),
      badge: () => `${JSON.stringify(lawsToBadge(result, compare))}\n`,
    }
    out.write(reports[format]())
    const verdicts = [...result.results, ...result.compared].map(({ verdict }) => verdict)
    if (verdicts.includes('does-not-speak')) return 2
    return verdicts.every((verdict) => verdict === 'holds' || verdict === 'not-judged') ? 0 : 1
  } finally {
    await engine.close()
  }
}
