import { setTimeout as wait } from 'node:timers/promises'
import { startPair, type Pair } from '@guichet/store-postgres/testing'
import { chance, type Chance } from '../hostile-day/chance.ts'
import { newEvidence, type Evidence } from './evidence.ts'
import { startGateways, type Gateways } from './gateways.ts'
import { startLoad, type Call } from './load.ts'
import type { FailoverReport, Killed } from './report.ts'
import { patience, settle, wrongAnswers } from './settle.ts'
import { trialReport } from '../trial/report.ts'
import { readStored, type Stored } from './stored.ts'
import { openWhatsapp, type Whatsapp } from './whatsapp.ts'

export interface FailoverInput {
  readonly rounds: number
  readonly seed: number
  /** Is told about each round. */
  readonly progress?: (words: string) => void
}

interface World {
  readonly pair: Pair
  readonly gateways: Gateways
  readonly whatsapp: Whatsapp
  readonly evidence: Evidence
  readonly roll: Chance
}

interface Round {
  readonly killed: Killed
  readonly calls: readonly Call[]
  readonly leftOpen: readonly string[]
  readonly wrong: readonly string[]
}

/**
 * Two gateways on a PostgreSQL with a synchronous standby, an emulated WhatsApp, webhooks and keyed sends. Each
 * round kills a gateway or the primary at some instant under load. Then all that was acknowledged is looked for.
 */
export const failover = async ({
  rounds,
  seed,
  progress = () => undefined,
}: FailoverInput): Promise<FailoverReport> => {
  const pair = await startPair()
  const evidence = newEvidence()
  const whatsapp = await openWhatsapp(seed, evidence)
  const gateways = await startGateways(pair.url, whatsapp.url)
  whatsapp.deliverTo(gateways)
  try {
    const world = { pair, gateways, whatsapp, evidence, roll: chance(seed) }
    const done: Round[] = []
    for (let round = 1; round <= rounds; round++) {
      done.push(await play(round, world))
      progress(wordsOf(round, done.at(-1)))
    }
    await whatsapp.close()
    await gateways.close()
    return reportOf({ rounds, seed }, done, evidence, await readStored(pair.url))
  } finally {
    await whatsapp.close()
    await gateways.close()
    await pair.remove()
  }
}

const play = async (round: number, world: World): Promise<Round> => {
  const { gateways, whatsapp, evidence, roll } = world
  const load = startLoad({ round, whatsapp, gateways, evidence })
  await wait(1_000)
  evidence.begin()
  const after = 200 + Math.floor(roll('after', round) * 1_500)
  await wait(after)
  const what = (['primary', 'gateway-1', 'primary', 'gateway-2'] as const)[
    Math.floor(roll('what', round) * 4)
  ]
  const began = performance.now()
  await bringDown(what ?? 'primary', world)
  const back = performance.now()
  await wait(1_500)
  await load.stop()
  evidence.rest()
  const [settled] = await Promise.all([settle(gateways, evidence, back), load.finish(back + patience)])
  const wrong = await wrongAnswers(load.calls, gateways, evidence)
  if (what === 'primary') await world.pair.rejoin()
  const killed = {
    what: what ?? 'primary',
    after: Math.round(1_000 + after),
    back: Math.round(back - began),
    settled: Math.round(settled.after),
  }
  return { killed, calls: load.calls, leftOpen: settled.leftOpen, wrong }
}

/** Kills it, and resolves when something is in its place. */
const bringDown = async (what: Killed['what'], { pair, gateways }: World): Promise<void> => {
  if (what === 'primary') {
    pair.killPrimary()
    await pair.promote()
    return
  }
  const index = what === 'gateway-1' ? 0 : 1
  await gateways.kill(index)
  await gateways.start(index)
}

const wordsOf = (round: number, one: Round | undefined): string =>
  one === undefined
    ? ''
    : `round ${round}: ${one.killed.what} killed, back after ${one.killed.back} ms, settled ${one.killed.settled} ms later; ${one.calls.length} sends`

const reportOf = (
  { rounds, seed }: FailoverInput,
  done: readonly Round[],
  evidence: Evidence,
  stored: Stored,
): FailoverReport => {
  const calls = done.flatMap((round) => round.calls)
  const leftOpen = done.flatMap((round) => round.leftOpen)
  const wrong = done.flatMap((round) => round.wrong)
  const killed = done.map((round) => round.killed)
  const besides = { about: 'accepted by WhatsApp, and open', keys: leftOpen }
  const report = trialReport({ rounds, seed, calls, killed, evidence, stored, wrong, besides })
  return { ...report, sends: { ...report.sends, leftOpen: leftOpen.length } }
}
