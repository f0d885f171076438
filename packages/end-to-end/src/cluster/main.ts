import { parseArgs } from 'node:util'
import { programOf } from '../trial/program.ts'
import { trialInWords } from '../trial/report.ts'
import { cluster } from './cluster.ts'
import { ledgerContractOnCluster } from './contract.ts'
import { growth, rowInWords } from './growth.ts'
import { isClusterRight, type ClusterReport } from './report.ts'
import { isUpgradeRight, upgrade } from './upgrade.ts'

const { given, number } = programOf({
  name: 'cluster',
  usage: 'npm run cluster [-- --rounds N --seed N --json | --growth | --contract | --upgrade]',
  help: `Three nodes of Restate, a service process, two gateways, and an emulated WhatsApp. Each round kills a node, the service
process or a gateway at a random instant under webhooks and keyed sends; at the end all nodes are killed. Then everything
that was acknowledged is looked for. What it needs (Restate's server, a newer Node) npm installs into node_modules.
--growth measures what webhooks and messages cost instead, on PostgreSQL and on a cluster; --contract runs the ledger contract on a cluster.
--upgrade brings a second service process while calls are under way on the first, with two tenants and nodes that sign.
Exit code: 0 nothing is lost, doubled or different, 1 something is, 2 unusable arguments.`,
})

/** What programs read; what is wrong beside it goes to standard error. */
const asJson = ({ rounds, webhooks, sends, threadsEqualFold, killed, latency }: ClusterReport): object => {
  const { keys, accepted, unknown, doubled } = sends
  return { rounds, webhooks, sends: { keys, accepted, unknown, doubled }, threadsEqualFold, killed, latency }
}

const { rounds, seed, json, ...instead } = given(() =>
  parseArgs({
    options: {
      rounds: { type: 'string', default: '20' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
      json: { type: 'boolean', default: false },
      growth: { type: 'boolean', default: false },
      contract: { type: 'boolean', default: false },
      upgrade: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }),
)
const leaving = new AbortController()
// Everything that was started is ended, and by their process ids.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => leaving.abort())
const progress = (words: string): void => void process.stderr.write(`${words}\n`)

const tryIt = async (): Promise<void> => {
  const report = await cluster({
    rounds: number('rounds', rounds, 1),
    seed: number('seed', seed, 0),
    progress,
    signal: leaving.signal,
  })
  process.stdout.write(json ? `${JSON.stringify(asJson(report), null, 2)}\n` : trialInWords(report, []))
  if (json) for (const words of report.words) process.stderr.write(`${words}\n`)
  process.exitCode = isClusterRight(report) ? 0 : 1
}

const showGrowth = async (): Promise<void> => {
  const { rows, load } = await growth({ duration: 5_000, progress, signal: leaving.signal })
  const lines = [...rows.map(rowInWords), `load ${load.map((one) => one.toFixed(1)).join(' before, ')} after`]
  process.stdout.write(json ? `${JSON.stringify({ rows, load }, null, 2)}\n` : `${lines.join('\n')}\n`)
}

const runContract = async (): Promise<void> => {
  const failed = await ledgerContractOnCluster(progress)
  process.exitCode = failed === 0 ? 0 : 1
}

const tryUpgrade = async (): Promise<void> => {
  const report = await upgrade(progress, leaving.signal)
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  process.exitCode = isUpgradeRight(report) ? 0 : 1
}

try {
  if (instead.growth) await showGrowth()
  else if (instead.contract) await runContract()
  else if (instead.upgrade) await tryUpgrade()
  else await tryIt()
} catch (error) {
  process.stderr.write(`cluster: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = leaving.signal.aborted ? 130 : 2
}
