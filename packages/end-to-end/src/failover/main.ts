import { parseArgs } from 'node:util'
import { failover } from './failover.ts'
import { isRight, type FailoverReport } from './report.ts'

const usage = 'npm run failover [-- --rounds N --seed N --json]'

const help = `Usage: ${usage}

Two gateways on one PostgreSQL with a synchronous standby, and an emulated WhatsApp. Each round kills a gateway or the
primary at a random instant under webhooks and keyed sends. Then everything that was acknowledged is looked for.
Exit code: 0 nothing is lost, doubled, open or different, 1 something is, 2 unusable arguments.`

const unusable = (reason: string): never => {
  process.stderr.write(`failover: ${reason}\nUsage: ${usage}\n`)
  process.exit(2)
}

const given = (): { readonly rounds: string; readonly seed: string; readonly json: boolean } => {
  try {
    const { values } = parseArgs({
      options: {
        rounds: { type: 'string', default: '20' },
        seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (!values.help) return values
  } catch (error) {
    unusable(error instanceof Error ? error.message : String(error))
  }
  process.stdout.write(`${help}\n`)
  process.exit(0)
}

const number = (name: string, text: string, least: number): number => {
  const value = Number(text)
  return Number.isSafeInteger(value) && value >= least && text.trim() !== ''
    ? value
    : unusable(`--${name} is not a whole number of at least ${least}`)
}

const inWords = ({ webhooks, sends, latency, ...report }: FailoverReport): string =>
  [
    `${report.rounds} rounds, seed ${report.seed}: ${report.killed.map(({ what }) => what).join(', ')}`,
    `webhooks  ${webhooks.acked} acked, ${webhooks.stored} stored, ${webhooks.lost} lost, ${webhooks.doubled} doubled`,
    `sends     ${sends.keys} keys, ${sends.accepted} accepted, ${sends.unknown} unknown, ${sends.refused} refused, ${sends.doubled} doubled, ${sends.leftOpen} left open, ${sends.wrongAnswers} answered otherwise`,
    `threads   ${report.threads}, ${report.threadsEqualFold ? 'each the fold of its events' : 'NOT ALL THE FOLD OF THEIR EVENTS'}`,
    `latency   median ${latency.p50} ms, 99 % ${latency.p99} ms, longest silence ${latency.longestSilence} ms`,
    ...report.words,
    '',
  ].join('\n')

const { rounds, seed, json } = given()
const report = await failover({
  rounds: number('rounds', rounds, 1),
  seed: number('seed', seed, 0),
  progress: (words) => process.stderr.write(`${words}\n`),
})
process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : inWords(report))
process.exitCode = isRight(report) ? 0 : 1
