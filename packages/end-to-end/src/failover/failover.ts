import { setTimeout as wait } from 'node:timers/promises'
import { startPair, type Pair } from '@guichet/store-postgres/testing'
import { chance, type Chance } from '../hostile-day/chance.ts'
import { newEvidence, type Evidence } from './evidence.ts'
import { startGateways, type Gateways } from './gateways.ts'
import { startLoad, type Call } from './load.ts'
import type { FailoverReport, Killed } from './report.ts'
import { patience, settle, wrongAnswers } from './settle.ts'
import { readStored } from './stored.ts'
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
  stored: Awaited<ReturnType<typeof readStored>>,
): FailoverReport => {
  const calls = done.flatMap((round) => round.calls)
  const lost = [...evidence.acked].filter((digest) => !stored.bodies.has(digest))
  const doubled = [...evidence.acceptedBy].filter(([, wamids]) => wamids.length > 1).map(([key]) => key)
  const leftOpen = done.flatMap((round) => round.leftOpen)
  const wrong = done.flatMap((round) => round.wrong)
  const words = (about: string, list: readonly unknown[]): readonly string[] =>
    list.length === 0 ? [] : [`${about}: ${JSON.stringify(list[0])}`]
  return {
    rounds,
    seed,
    webhooks: {
      acked: evidence.acked.size,
      stored: stored.bodies.size,
      lost: lost.length,
      doubled: stored.doubled.length,
    },
    sends: {
      keys: calls.length,
      accepted: calls.filter(({ outcome }) => typeof outcome === 'object').length,
      unknown: calls.filter(({ outcome }) => outcome === 'open').length,
      refused: calls.filter(({ outcome }) => outcome === 'refused').length,
      doubled: doubled.length,
      leftOpen: leftOpen.length,
      wrongAnswers: wrong.length,
    },
    threadsEqualFold: stored.different.length === 0,
    threads: stored.threads,
    killed: done.map(({ killed }) => killed),
    latency: evidence.latency(),
    words: [
      ...words('an acknowledged webhook is lost', lost),
      ...words('an event is stored twice', stored.doubled),
      ...words('a key was sent twice', doubled),
      ...words('accepted by WhatsApp, and open', leftOpen),
      ...words('accepted by WhatsApp, and answered otherwise', wrong),
      ...words('a thread differs from its fold', stored.different),
    ],
  }
}
