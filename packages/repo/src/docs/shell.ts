import type { Ran } from '../run.ts'
import { runProgram } from '../run.ts'
import { inRoot } from '../root.ts'
import { blockPlace, blocksOf, type Block } from './blocks.ts'
import { demoAddress, withDemo, type Demo } from './demo.ts'
import type { TextFile } from '../files.ts'

/** Commands that the documentation shows and the checks do not run, each with the reason. */
export const notRun: readonly { readonly starts: RegExp; readonly because: string }[] = [
  { starts: /^git clone\b/, because: 'needs the network, and this is the clone' },
  { starts: /^cd [\w./-]+$/, because: 'moves around; the checks run in the root' },
  {
    starts: /^(?:npm run --silent guichet --|guichet) laws\b(?! --law [\w-]+ --seed \d+$)/,
    because: 'takes half a minute, or an engine that is not ours; the tests of cli run it',
  },
  { starts: /^npm test\b/, because: 'runs these checks' },
  {
    starts:
      /^npm run (?:--silent )?(?:docs|bench|build|format|lint|format:check|vitest|hostile-day|failover|queues|cluster|mutation)\b/,
    because: 'for contributors',
  },
  {
    starts:
      /^(?:SCARF_ANALYTICS=false npx --yes @restatedev\/restate-server@|guichet (?:restate-service|serve .*--store '?restate:))/,
    because: 'needs a server of Restate; npm run cluster runs these',
  },
  {
    starts: /^(?:go build -o engine|npx @guichet\/laws --engine \.\/engine)\b/,
    because: 'needs Go; npm run matrix runs these',
  },
  {
    starts:
      /^(?:npm run --silent pack --|cd \.\.\/my-bot && npm init|export WHATSAPP_GRAPH_URL=|node bot\.mjs$|npm run --silent guichet -- emulator --webhook|curl -s http:\/\/127\.0\.0\.1:4010\/)/,
    because: 'runs in a folder beside the clone, and goes on; the tests of guichet run such a bot',
  },
  { starts: /^(?:npm install|pnpm add) @guichet\//, because: 'the packed packages are checked elsewhere' },
]

/** The command line as the documentation writes it. */
const guichet = String.raw`(?:npm run --silent guichet --|guichet)(?=\s|$)`
const runnable = new RegExp(String.raw`^(?:(?:cat|echo|printf)\b[^|]*\|\s*)?${guichet}`)

/** Commands about the gateway that `npm start` runs; the checks run it on ports of their own. */
const aboutDemo = /^(?:npm start$|curl -s http:\/\/127\.0\.0\.1:8080\/)/

/** The commands of a block: its lines, with continued lines and here-documents as one. */
export const commandsOf = ({ text }: Block): readonly string[] => {
  const commands: string[] = []
  let until = ''
  let continued = false
  for (const line of text.split('\n')) {
    if (until !== '' || continued) commands.push(`${commands.pop() ?? ''}\n${line}`)
    else if (line.trim() !== '' && !line.startsWith('#')) commands.push(line)
    if (until !== '') until = line === until ? '' : until
    else {
      until = /<<\s*['"]?(?<word>\w+)/.exec(line)?.groups?.['word'] ?? ''
      continued = line.endsWith('\\')
    }
  }
  return commands
}

/** Is this a command that the checks run? */
export const isRun = (command: string): boolean =>
  aboutDemo.test(command) || (runnable.test(command) && !isLeftOut(command))

/** Is this a command that they know and leave out? */
export const isLeftOut = (command: string): boolean => notRun.some(({ starts }) => starts.test(command))

/** A block with commands to run, and the block with what it prints, where there is one. */
export interface Session {
  readonly block: Block
  readonly commands: readonly string[]
  readonly printed: Block | null
}

/** The `sh` blocks of a markdown file that have something to run. */
export const sessionsOf = (file: TextFile): readonly Session[] => {
  const blocks = blocksOf(file)
  return blocks.flatMap((block, index) => {
    const commands = block.info === 'sh' ? commandsOf(block).filter(isRun) : []
    const next = blocks[index + 1]
    const follows = next?.info === 'text' && !/^#/m.test(file.text.slice(block.to, next.from))
    return commands.length === 0 ? [] : [{ block, commands, printed: follows ? next : null }]
  })
}

/** Commands of a markdown file that the checks neither run nor know. */
export const unknownCommands = (file: TextFile): readonly string[] =>
  blocksOf(file)
    .filter(({ info }) => info === 'sh')
    .flatMap((block) =>
      commandsOf(block)
        .filter((command) => !isRun(command) && !isLeftOut(command))
        .map((command) => `${blockPlace(block)} ${command}`),
    )

const preamble = 'guichet() { "$GUICHET_NODE" packages/cli/bin/guichet.mjs "$@"; }'

/** Runs the commands of a session in the root, as one would type them. */
export const runSession = ({ commands, printed }: Session): Promise<Ran> =>
  commands.some((command) => aboutDemo.test(command))
    ? withDemo((demo) => runAtDemo(commands, printed, demo))
    : runInRoot(commands, {})

const runInRoot = (commands: readonly string[], variables: NodeJS.ProcessEnv): Promise<Ran> => {
  const script = commands.map((command) => command.replaceAll('npm run --silent guichet --', 'guichet'))
  const env = { ...process.env, ...variables, GUICHET_NODE: process.execPath, TZ: 'UTC' }
  return runProgram('sh', ['-c', [preamble, ...script].join('\n')], { cwd: inRoot(), env })
}

/** `npm start` goes on until it is ended, so it prints as many lines as the block shows. */
const runAtDemo = (commands: readonly string[], printed: Block | null, demo: Demo): Promise<Ran> => {
  const welcome = firstLines(asShown(demo.welcome), printed?.text.split('\n').length ?? 0)
  const own = commands.map((command) =>
    command === 'npm start' ? 'printf "%s\\n" "$WELCOME"' : command.replaceAll(demoAddress, demo.gateway),
  )
  return runInRoot(own, { KEY: demo.apiKey, WELCOME: welcome })
}

const firstLines = (text: string, count: number): string => text.split('\n').slice(0, count).join('\n')

/** Text as a block shows it: no blanks at line ends, no empty lines around. */
export const asShown = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/^\n+|\n+$/g, '')

/** Two outputs are the same but for how long something took; where that differs, columns may be wider. */
export const isSameOutput = (one: string, other: string): boolean =>
  asShown(one) === asShown(other) || (took.test(one) && withoutTimes(one) === withoutTimes(other))

const took = /\b\d+\.\d s\b/
const withoutTimes = (text: string): string =>
  asShown(text).replaceAll(new RegExp(took, 'g'), '… s').replaceAll(/ {2,}/g, ' ')
