import { InvalidArgumentError, Option, type Command } from 'commander'
import { laws, splitCommand, strictnesses, type Law, type Strictness } from '@guichet/laws'
import { lawsCommand } from './commands/laws.ts'
import type { Io } from './io.ts'

/** Adds `guichet laws`; `done` takes the exit code. */
export const addLaws = (program: Command, io: Io, done: (code: number) => void): void => {
  program
    .command('laws')
    .description('run the rules as laws against this engine, or against your own')
    .addHelpText(
      'after',
      '\nExit code: 0 all hold, 1 a law is broken or was never exercised, 2 unusable arguments or an engine that does not answer.\nExample: guichet laws --engine "python3 my_engine.py" --compare decision',
    )
    .option(
      '--engine <command>',
      'a program that speaks the protocol of `guichet engine` (default: Guichet itself); split at ' +
        'spaces outside quotes, without a shell',
      command,
    )
    .addOption(
      new Option('--compare <level>', 'how much of each reply is compared')
        .choices(strictnesses)
        .default('full'),
    )
    .option('--runs <n>', 'how many random histories to run for each law', between(1, 1_000_000), defaultRuns)
    .option(
      '--depth <n>',
      'compare every history of up to this many events, one fewer under earlier rulebooks; 0 for none',
      between(0, deepest),
      defaultDepth,
    )
    .option('--seed <n>', 'run the same random histories again', between(0, 999_999_999))
    .option('--law <id...>', 'only these laws', lawOf)
    .option('--path <path>', 'only the history at this path; needs --seed and one --law')
    .option('--corpus <dir>', 'also run the histories in this folder, and save counterexamples there')
    .option('--reply-within <seconds>', 'how long the engine may take for a reply', between(1, 86_400), 10)
    .addOption(
      new Option('--format <format>', 'the format of the report')
        .choices(['text', 'json', 'html', 'junit', 'badge'])
        .default('text'),
    )
    .option('--out <file>', 'write the report to this file instead of standard output')
    .action(async (options: LawsOptions) => {
      if (options.path !== undefined && (options.seed === undefined || options.law?.length !== 1))
        throw new Error('--path needs --seed and one --law')
      const request = {
        command: options.engine ?? null,
        strictness: options.compare,
        laws: options.law ?? laws,
        isWhole: options.law === undefined,
        runs: options.runs,
        depth: options.depth,
        seed: options.seed ?? io.now() % 1_000_000_000,
        path: options.path ?? null,
        corpus: options.corpus ?? null,
        replyWithin: options.replyWithin * 1000,
        format: options.format,
        out: options.out ?? null,
      }
      done(await lawsCommand(request, io))
    })
}

/** Chosen so that all laws take less than a minute on two cores. */
const defaultRuns = 200
const defaultDepth = 3
/** More histories than could run in a year. */
const deepest = 8

interface LawsOptions {
  readonly engine?: readonly [string, ...string[]]
  readonly compare: Strictness
  readonly runs: number
  readonly depth: number
  readonly seed?: number
  readonly law?: readonly Law[]
  readonly path?: string
  readonly corpus?: string
  readonly replyWithin: number
  readonly format: 'text' | 'json' | 'html' | 'junit' | 'badge'
  readonly out?: string
}

const command = (text: string): readonly [string, ...string[]] => {
  const words = splitCommand(text)
  if (words === null) throw new InvalidArgumentError('it names no program, or a quote is not closed')
  return words
}

const between =
  (least: number, most: number) =>
  (text: string): number => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN
    if (!(value >= least && value <= most))
      throw new InvalidArgumentError(`it must be a whole number from ${least} to ${most}`)
    return value
  }

const lawOf = (id: string, before: readonly Law[] | undefined): readonly Law[] => {
  const law = laws.find((known) => known.id === id)
  if (law === undefined)
    throw new InvalidArgumentError(`unknown law; known are ${laws.map((known) => known.id).join(', ')}`)
  return [...(before ?? []).filter((known) => known !== law), law]
}
