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

/** What a report says beside the result. */
export interface LawsReport {
  readonly engine: string
  /** The engine's program and arguments, for the command that replays; `null` for Guichet itself. */
  readonly command: readonly string[] | null
  readonly strictness: Strictness
  /** Show what was asked and replied, line by line? */
  readonly withExchange: boolean
}

/** The report for a terminal: a table of the laws, then each law that does not hold. */
export const lawsToText = (result: LawsResult, report: LawsReport): string => {
  const { results, compared, traces, seed, milliseconds } = result
  const rows = results.map((one) => [
    one.law.id,
    thousands(one.runs),
    exercised(one),
    least(one),
    verdictWords[one.verdict],
    inSeconds(one.milliseconds),
  ])
  const shorts = compared.map((one) => [
    comparedWords(one),
    thousands(one.traces),
    'all',
    '',
    verdictWords[one.verdict],
    inSeconds(one.milliseconds),
  ])
  const dumb = results.find(({ silence }) => silence !== null)
  return `${[
    `${judged(report)}: ${outcome(result)}`,
    '',
    ...aligned(
      [['law', 'stories', 'exercised', 'at least', 'verdict', 'time'], ...rows, ...shorts],
      [1, 2, 3, 5],
    ),
    '',
    ...(dumb === undefined ? [] : silent(dumb)),
    ...results.flatMap((one) => troubled(one, report)),
    ...compared.flatMap(parted),
    `${count(traces, 'story', 'stories')} in ${inSeconds(milliseconds)}, seed ${seed}`,
  ].join('\n')}\n`
}

export const verdictWords: Readonly<Record<LawResult['verdict'], string>> = {
  holds: 'holds',
  broken: 'BROKEN',
  'never-exercised': 'NEVER EXERCISED',
  'does-not-speak': 'does not speak',
  'not-judged': 'not judged',
}

/** Is nothing said against the engine? */
export const isFine = ({ verdict }: Pick<LawResult, 'verdict'>): boolean =>
  verdict === 'holds' || verdict === 'not-judged'

/** Who was judged, and how strictly. */
export const judged = ({ engine, strictness }: Pick<LawsReport, 'engine' | 'strictness'>): string =>
  strictness === 'full' ? engine : `${engine} (compared by ${strictness})`

/** All in one sentence. */
export const outcome = ({ results, compared }: LawsResult): string => {
  const number = (verdict: LawResult['verdict']): number =>
    results.filter((one) => one.verdict === verdict).length
  const failed = compared.filter((one) => one.verdict === 'broken').length
  if ([...results, ...compared].some(({ verdict }) => verdict === 'does-not-speak'))
    return 'the engine does not speak the protocol'
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

/** In how many stories the situation occurred that occurred least. */
const least = ({ occurred }: LawResult): string => {
  const times = Object.values(occurred)
  return times.length === 0 ? '-' : thousands(Math.min(...times))
}

export const inSeconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`

/** What was compared, in a few words. */
export const comparedWords = ({ rulebook, depth }: ShortStories): string =>
  `all stories of ${depth} events in ${rulebook}`

/** Where the engine and the reading copy part. */
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

const parted = (one: ShortStories): readonly string[] => {
  if (one.verdict === 'holds') return []
  const lines = partedLines(one).map((line) => `    ${printable(line, 2000)}`)
  return [`${comparedWords(one)}: ${verdictWords[one.verdict]}`, ...lines, '']
}

const silent = ({ law, runs, silence }: LawResult): readonly string[] => [
  ...(silence?.reason ?? '').split('\n').map((line) => printable(line)),
  `That was during ${law.id}, after ${count(runs, 'story', 'stories')}.`,
  ...(silence?.story === null || silence === null
    ? []
    : ['The story was:', ...storyInWords(silence.story).map((line) => `  ${printable(line)}`)]),
  '',
]

const troubled = (one: LawResult, report: LawsReport): readonly string[] => {
  const { law, verdict, missing, counterexample } = one
  if (verdict !== 'broken' && verdict !== 'never-exercised') return []
  const title = [`${law.id}: ${verdictWords[verdict]}`, `  ${law.sentence}`, `  (${law.cites.join(', ')})`]
  if (counterexample === null)
    return [...title, ...missing.map((situation) => `  never occurred: ${situation}`), '']
  const { file, story, exchange } = counterexample
  return [
    ...title,
    file === null ? '  It is broken by this story:' : `  It is broken by the story in ${file}:`,
    ...storyInWords(story).map((line) => `    ${printable(line)}`),
    ...(report.withExchange ? exchange.flatMap(exchanged) : []),
    `  Again: ${replayCommand(one, report)}`,
    '',
  ]
}

const exchanged = ({ request, reply }: { request: object; reply: object | null }): readonly string[] => [
  `  > ${printable(JSON.stringify(request), 2000)}`,
  `  < ${reply === null ? 'nothing' : printable(JSON.stringify(reply), 2000)}`,
]

/** What to type to see a counterexample again. */
export const replayCommand = (
  one: LawResult,
  { command, strictness }: Pick<LawsReport, 'command' | 'strictness'>,
): string => {
  const engine = command === null ? [] : ['--engine', quoted(command.map(held).join(' '))]
  const level = strictness === 'full' ? [] : ['--compare', strictness]
  const own = (replayArguments(one) ?? []).map((word) => (/^[\w./:@-]+$/.test(word) ? word : quoted(word)))
  return ['guichet laws', ...engine, ...level, ...own].join(' ')
}

/** A word as `--engine` holds it together. */
const held = (word: string): string =>
  word !== '' && !/[\s"']/.test(word) ? word : word.includes("'") ? `"${word}"` : `'${word}'`

/** A text as a shell takes it for one argument. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
