import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { restateStore } from '@guichet/ledger-restate'
import { newEvidence, type Evidence } from '../failover/evidence.ts'
import { startGateways, type Gateways } from '../failover/gateways.ts'
import { startLoad, type Call } from '../failover/load.ts'
import { wrongAnswers } from '../failover/settle.ts'
import { openWhatsapp, type Whatsapp } from '../failover/whatsapp.ts'
import { chance, type Chance } from '../hostile-day/chance.ts'
import { installPrograms } from './install.ts'
import { startNodes, type Nodes } from './nodes.ts'
import type { ClusterKilled, ClusterReport, Victim } from './report.ts'
import { scheduleOf } from './schedule.ts'
import { trialReport } from '../trial/report.ts'
import { startService, type ServiceProcess } from './service.ts'
import type { Stored } from '../failover/stored.ts'
import { readCluster } from './stored.ts'

export interface ClusterInput {
  readonly rounds: number
  readonly seed: number
  /** Is told about each round. */
  readonly progress?: (words: string) => void
  /** Ends it early, with everything that it started. */
  readonly signal?: AbortSignal
}

interface World {
  readonly nodes: Nodes
  readonly service: ServiceProcess
  readonly gateways: Gateways
  readonly whatsapp: Whatsapp
  readonly evidence: Evidence
  readonly roll: Chance
}

interface Round {
  readonly killed: ClusterKilled
  readonly calls: readonly Call[]
  /** The keys that were on their way at the kill, or were asked for until all went on. */
  readonly inFlight: ReadonlySet<string>
}

/** How long callers ask on after a round, in milliseconds. */
const patience = 12_000

/**
 * Two gateways on three nodes of Restate, an emulated WhatsApp, webhooks and keyed sends. Each round kills a node, the
 * service process or a gateway at some instant under load; at the end all nodes are killed. Then everything that was
 * acknowledged is looked for.
 */
export const cluster = async ({
  rounds,
  seed,
  progress = () => undefined,
  signal,
}: ClusterInput): Promise<ClusterReport> => {
  const programs = await installPrograms(progress)
  const folder = await mkdtemp(join(tmpdir(), 'guichet-cluster-'))
  const closing: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })]
  const roll = chance(seed)
  try {
    const nodes = await startNodes(programs.server, folder)
    closing.push(nodes.close)
    signal?.throwIfAborted()
    const service = await startService(programs.node, nodes.admins[0] ?? '')
    closing.push(service.close)
    signal?.throwIfAborted()
    const evidence = newEvidence()
    const whatsapp = await openWhatsapp(seed, evidence)
    closing.push(whatsapp.close)
    const hosts = nodes.ingresses.map((address) => new URL(address).host)
    const gateways = await startGateways(`restate://${hosts.join(',')}`, whatsapp.url)
    closing.push(gateways.close)
    whatsapp.deliverTo(gateways)
    const world = { nodes, service, gateways, whatsapp, evidence, roll }
    progress('three nodes, the service process and two gateways are up')
    const done: Round[] = []
    for (const [index, what] of scheduleOf(rounds, roll).entries()) {
      signal?.throwIfAborted()
      const one = await play(index + 1, what, world)
      done.push(one)
      progress(`round ${index + 1}: ${wordsOf(one)}`)
    }
    await whatsapp.close()
    const wrong = await wrongAnswers(
      done.flatMap(({ calls }) => calls),
      gateways,
      evidence,
    )
    signal?.throwIfAborted()
    const last = await killAll(world)
    progress(`all nodes killed, back after ${last.back} ms`)
    const store = restateStore({ addresses: nodes.ingresses, patience: 60_000 })
    const stored = await readCluster(store, evidence.bodies)
    await store.close()
    return reportOf({ rounds, seed }, done, { evidence, stored, wrong, last })
  } finally {
    for (const close of closing.toReversed()) await close()
  }
}

const play = async (round: number, what: Victim, world: World): Promise<Round> => {
  const { gateways, whatsapp, evidence, roll } = world
  const load = startLoad({ round, whatsapp, gateways, evidence })
  await wait(1_000)
  evidence.begin()
  const after = 200 + Math.floor(roll('after', round) * 1_300)
  await wait(after)
  const began = performance.now()
  const before = load.calls.length
  const name = await bringDown(what, round, world)
  const back = performance.now()
  // Whatever was killed is away from the beginning to here; a call may have been on its way in all of that time.
  await wait(1_500)
  await load.stop()
  const silence = evidence.rest()
  await load.finish(performance.now() + patience)
  if (what === 'leader' || what === 'follower') await world.nodes.restart(Number(name.slice(-1)) - 1)
  return {
    killed: { ...kindOf(what), name, after: 1_000 + after, back: Math.round(back - began), silence },
    calls: load.calls,
    inFlight: new Set(load.calls.slice(Math.max(0, before - mostInFlight)).map(({ key }) => key)),
  }
}

const kindOf = (what: Victim): Pick<ClusterKilled, 'what' | 'role'> =>
  what === 'leader' || what === 'follower' ? { what: 'node', role: what } : { what }

/** More calls than that are not on their way at once. */
const mostInFlight = 200

/** Kills it, and resolves when it is started again; a node stays away until the round is over. */
const bringDown = async (
  what: Victim,
  round: number,
  { nodes, service, gateways, roll }: World,
): Promise<string> => {
  if (what === 'service') {
    await service.kill()
    await service.restart()
    return 'service'
  }
  if (what === 'gateway') {
    const index = Math.floor(roll('gateway', round) * 2)
    await gateways.kill(index)
    await gateways.start(index)
    return `gateway-${index + 1}`
  }
  const index = (await nodes.roles())[what]
  await nodes.kill(index)
  return `node-${index + 1}`
}

/** Kills all nodes at once, and starts them again on what they kept. */
const killAll = async ({ nodes }: World): Promise<ClusterKilled> => {
  const began = performance.now()
  const all = nodes.ingresses.map((_, index) => index)
  await Promise.all(all.map(nodes.kill))
  await Promise.all(all.map(nodes.restart))
  const back = Math.round(performance.now() - began)
  return { what: 'all nodes', name: 'node-1, node-2, node-3', after: 0, back, silence: 0 }
}

const wordsOf = ({ killed: { name, role, back, silence }, calls }: Round): string =>
  `${role === undefined ? name : `${name} (${role})`} killed, back after ${back} ms, longest silence ${silence} ms; ${calls.length} sends`

interface Findings {
  readonly evidence: Evidence
  readonly stored: Stored
  readonly wrong: readonly string[]
  readonly last: ClusterKilled
}

const reportOf = (
  { rounds, seed }: ClusterInput,
  done: readonly Round[],
  { evidence, stored, wrong, last }: Findings,
): ClusterReport => {
  const calls = done.flatMap((round) => round.calls)
  const inFlight = new Set(done.flatMap((round) => [...round.inFlight]))
  const notInFlight = calls.flatMap(({ key, outcome }) =>
    outcome === 'open' && !inFlight.has(key) ? [key] : [],
  )
  const killed = [...done.map((round) => round.killed), last]
  const besides = { about: 'of unknown fate, and was not on its way', keys: notInFlight }
  const report = trialReport({ rounds, seed, calls, killed, evidence, stored, wrong, besides })
  return { ...report, sends: { ...report.sends, unknownNotInFlight: notInFlight.length } }
}
