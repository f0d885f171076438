import { parseArgs } from 'node:util'
import { programOf } from '../trial/program.ts'
import { trialInWords } from '../trial/report.ts'
import { failover } from './failover.ts'
import { isRight } from './report.ts'

const { given, number } = programOf({
  name: 'failover',
  usage: 'npm run failover [-- --rounds N --seed N --json]',
  help: `Two gateways on one PostgreSQL with a synchronous standby, and an emulated WhatsApp. Each round kills a gateway or the
primary at a random instant under webhooks and keyed sends. Then everything that was acknowledged is looked for.
Exit code: 0 nothing is lost, doubled, open or different, 1 something is, 2 unusable arguments.`,
})

const { rounds, seed, json } = given(() =>
  parseArgs({
    options: {
      rounds: { type: 'string', default: '20' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }),
)
const report = await failover({
  rounds: number('rounds', rounds, 1),
  seed: number('seed', seed, 0),
  progress: (words) => process.stderr.write(`${words}\n`),
})
process.stdout.write(
  json
    ? `${JSON.stringify(report, null, 2)}\n`
    : trialInWords(report, [`${report.sends.leftOpen} left open`]),
)
process.exitCode = isRight(report) ? 0 : 1
