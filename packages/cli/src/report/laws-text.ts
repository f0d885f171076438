import {
  eventsInWords,
  replayArguments,
  storyInWords,
  type LawResult,
  type LawsResult,
  type ShortStories,
  type Strictness,
} from '@guichet/laws'
import { aligned } from './columns.ts'
import { printable } from './printable.ts'
import { count, thousands } from './summary-words.ts'

/** The fields of a report beside the result. */
export interface LawsReport {
  readonly engine: string
  /** The engine's program and arguments, for the command that replays; `null` for Guichet itself. */
  readonly command: readonly string[] | null
  readonly strictness: Strictness
  /** Show requests and replies, line by line? */
  readonly withExchange: boolean
}

/** The report for a terminal: a table of the laws, then each law that does not hold. */
export const lawsToText = (result: LawsResult, report: LawsReport): string => {
  const { results, compared, traces, seed, milliseconds } = result
  const rows = results.map((law) => [
    law.law.id,
    thousands(law.runs),
    exercised(law),
    least(law),
    verdictWords[law.verdict],
    inSeconds(law.milliseconds),
  ])
  const shorts = compared.map((short) => [
    comparedWords(short),
    thousands(short.traces),
    'all',
    '',
    verdictWords[short.verdict],
    inSeconds(short.milliseconds),
  ])
  const silentResult = results.find(({ silence }) => silence !== null)
  return `${[
    `${judged(report)}: ${outcome(result)}`,
    '',
    ...aligned(
      [['law', 'histories', 'exercised', 'at least', 'verdict', 'time'], ...rows, ...shorts],
      [1, 2, 3, 5],
    ),
    '',
    ...(silentResult === undefined ? [] : silent(silentResult)),
    ...results.flatMap((law) => troubled(law, report)),
    ...compared.flatMap(parted),
    `${count(traces, 'history', 'histories')} in ${inSeconds(milliseconds)}, seed ${seed}`,
  ].join('\n')}\n`
}

export const verdictWords: Readonly<Record<LawResult['verdict'], string>> = {
  holds: 'holds',
  broken: 'BROKEN',
  'never-exercised': 'NEVER EXERCISED',
  'does-not-speak': 'does not answer',
  'not-judged': 'not judged',
}

/** Is every verdict good? */
export const isFine = ({ verdict }: Pick<LawResult, 'verdict'>): boolean =>
  verdict === 'holds' || verdict === 'not-judged'

/** The engine's name, and the strictness of the comparison. */
export const judged = ({ engine, strictness }: Pick<LawsReport, 'engine' | 'strictness'>): string =>
  strictness === 'full' ? engine : `${engine} (compared by ${strictness})`

/** All in one sentence. */
export const outcome = ({ results, compared }: LawsResult): string => {
  const number = (verdict: LawResult['verdict']): number =>
    results.filter((result) => result.verdict === verdict).length
  const failed = compared.filter((result) => result.verdict === 'broken').length
  if ([...results, ...compared].some(({ verdict }) => verdict === 'does-not-speak'))
    return 'the engine does not answer in the protocol'
  const [broken, idle] = [number('broken'), number('never-exercised')]
  const parts = [
    ...(broken === 0 ? [] : [`${count(broken, 'law is', 'laws are')} broken`]),
    ...(failed === 0 ? [] : [`${count(failed, 'comparison', 'comparisons')} failed`]),
    ...(idle === 0 ? [] : [`${count(idle, 'law was', 'laws were')} never exercised`]),
  ]
  const unjudged = number('not-judged')
  const rest = unjudged === 0 ? [] : [`${unjudged} not judged at this level`]
  const good = `${count(results.length - unjudged, 'law')}, all hold`
  return [...(parts.length === 0 ? [good] : parts), ...rest].join(', ')
}

/** How many of its situations occurred. */
export const exercised = ({ occurred, missing }: LawResult): string => {
  const all = Object.keys(occurred).length
  return all === 0 ? '-' : `${all - missing.length}/${all}`
}

/** How many histories the rarest situation occurred in. */
const least = ({ occurred }: LawResult): string => {
  const times = Object.values(occurred)
  return times.length === 0 ? '-' : thousands(Math.min(...times))
}

export const inSeconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`

/** The compared set of histories, in a few words. */
export const comparedWords = ({ rulebook, depth }: ShortStories): string =>
  `all histories of ${depth} events in ${rulebook}`

/** Where the engine and the reading copy differ. */
export const partedLines = ({ disagreement, silence }: ShortStories): readonly string[] => {
  if (disagreement === null) return silence === null ? [] : silence.split('\n')
  const { events, request, reply, expected } = disagreement
  return [
    ...eventsInWords(events),
    `asked:    ${JSON.stringify(request)}`,
    `replied:  ${JSON.stringify(reply)}`,
    `expected: ${JSON.stringify(expected)}`,
  ]
}

const parted = (result: ShortStories): readonly string[] => {
  if (result.verdict === 'holds') return []
  const lines = partedLines(result).map((line) => `    ${printable(line, 2000)}`)
  return [`${comparedWords(result)}: ${verdictWords[result.verdict]}`, ...lines, '']
}

const silent = ({ law, runs, silence }: LawResult): readonly string[] => [
  ...(silence?.reason ?? '').split('\n').map((line) => printable(line)),
  `This happened during ${law.id}, after ${count(runs, 'history', 'histories')}.`,
  ...(silence?.story === null || silence === null
    ? []
    : ['The history was:', ...storyInWords(silence.story).map((line) => `  ${printable(line)}`)]),
  '',
]

const troubled = (result: LawResult, report: LawsReport): readonly string[] => {
  const { law, verdict, missing, counterexample } = result
  if (verdict !== 'broken' && verdict !== 'never-exercised') return []
  const title = [`${law.id}: ${verdictWords[verdict]}`, `  ${law.sentence}`, `  (${law.cites.join(', ')})`]
  if (counterexample === null)
    return [...title, ...missing.map((situation) => `  never occurred: ${situation}`), '']
  const { file, story, exchange } = counterexample
  return [
    ...title,
    file === null ? '  Counterexample:' : `  Counterexample from ${file}:`,
    ...storyInWords(story).map((line) => `    ${printable(line)}`),
    ...(report.withExchange ? exchange.flatMap(exchanged) : []),
    `  Run it again: ${replayCommand(result, report)}`,
    '',
  ]
}

const exchanged = ({ request, reply }: { request: object; reply: object | null }): readonly string[] => [
  `  > ${printable(JSON.stringify(request), 2000)}`,
  `  < ${reply === null ? 'nothing' : printable(JSON.stringify(reply), 2000)}`,
]

/** The command that runs a counterexample again. */
export const replayCommand = (
  result: LawResult,
  { command, strictness }: Pick<LawsReport, 'command' | 'strictness'>,
): string => {
  const engine = command === null ? [] : ['--engine', quoted(command.map(held).join(' '))]
  const level = strictness === 'full' ? [] : ['--compare', strictness]
  const options = (replayArguments(result) ?? []).map((word) =>
    /^[\w./:@-]+$/.test(word) ? word : quoted(word),
  )
  return ['guichet laws', ...engine, ...level, ...options].join(' ')
}

/** A word quoted for `--engine`. */
const held = (word: string): string =>
  word !== '' && !/[\s"']/.test(word) ? word : word.includes("'") ? `"${word}"` : `'${word}'`

/** A text quoted as one argument of a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
