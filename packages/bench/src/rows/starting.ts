import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import type { Cost, Race, Row } from '../table/row.ts'

const cli = dirname(dirname(createRequire(import.meta.url).resolve('@guichet/cli')))
const times = 5

/** Seconds of the processor that a command costs; the shell knows them of those that it waited for. */
const ofCommand =
  (...args: readonly string[]): Cost =>
  () => {
    const script = `i=0; while [ $i -lt ${times} ]; do "$@" >/dev/null || exit 1; i=$((i+1)); done; times`
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script, 'sh', process.execPath, ...args], {
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`node ${args.join(' ')} failed: ${stderr}`)
    return secondsIn(stdout.trim().split('\n').at(-1) ?? '') / times
  }

/** `0m0.130s 0m0.020s`: user and system. */
const secondsIn = (line: string): number =>
  [...line.matchAll(/(\d+)m([\d.,]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds?.replace(',', '.')),
    0,
  )

const bareNode = ofCommand('-e', '0')

const importOfCore = (): Race => ({
  ours: ofCommand(fileURLToPath(new URL('../start/import-core.js', import.meta.url))),
  rivals: { 'node -e 0': bareNode },
})

const askedCold =
  'ask --phone 100000000000001 --customer 33639980001 --send service --at 2026-10-02T07:00:00Z --log'.split(
    ' ',
  )

const coldAsk = (): Race => ({
  ours: ofCommand(join(cli, 'bin', 'guichet.mjs'), ...askedCold, join(cli, 'examples', 'bakery.ndjson')),
  rivals: { 'node -e 0': bareNode },
})

/** Bytes of what a program takes of core, in one small file with all that core needs, gzipped. */
const gzipped = async (program: string): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-bench-'))
  try {
    const core = createRequire(import.meta.url).resolve('@guichet/core')
    const input = join(folder, 'program.mjs')
    writeFileSync(input, program.replace('CORE', JSON.stringify(core)))
    const bundle = await rolldown({ input, platform: 'browser' })
    const { output } = await bundle.generate({ format: 'esm', minify: true })
    await bundle.close()
    return output.reduce((sum, one) => sum + (one.type === 'chunk' ? gzipSync(one.code).length : 0), 0)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const sizeOf =
  (program: string, limit: number): (() => Race) =>
  () => ({ ours: () => gzipped(program), rivals: { 'the limit we set': () => limit } })

const sizeRow = {
  unit: 'kB gzipped',
  figure: { scale: 1e-3 },
  target: { rival: 'the limit we set', atLeast: 1 },
  rounds: 1,
} as const

export const startingRows: readonly Row[] = [
  {
    row: 'start-core',
    what: 'a process that imports core (1.4 times node gives 0.71)',
    unit: 'CPU ms',
    figure: { scale: 1e3 },
    target: { rival: 'node -e 0', atLeast: 0.71 },
    race: importOfCore,
  },
  {
    row: 'start-ask',
    what: 'guichet ask, cold (2.5 times node gives 0.4)',
    unit: 'CPU ms',
    figure: { scale: 1e3 },
    target: { rival: 'node -e 0', atLeast: 0.4 },
    race: coldAsk,
  },
  {
    row: 'size',
    what: 'all of core with what it needs',
    ...sizeRow,
    floor: "core's own code is 53.2 kB of it, clauses included; fp-ts and io-ts are the rest",
    race: sizeOf('export * from CORE', 30_000),
  },
  {
    row: 'size-bot',
    what: "a bot's six functions of core",
    ...sizeRow,
    floor: "core's own code is 51.2 kB of it: an engine takes in every rule, and so does reading a state",
    race: sizeOf('export { engine, settings, explain, isRight, readState, writeState } from CORE', 20_000),
  },
]
