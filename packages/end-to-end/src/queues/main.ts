import { parseArgs } from 'node:util'
import { programOf } from '../trial/program.ts'
import { pacedTrial } from './paced.ts'
import { queuesTrial } from './trial.ts'

const { given, number, unusable } = programOf({
  name: 'queues',
  usage:
    'npm run queues [-- --messages N --kills N --down-seconds N --store sqlite|postgres --seed N | --paced N]',
  help: `Holds messages in the outbox of a gateway whose webhooks go on to a bot, and kills the gateway at random instants while
customers write and the bot is down. Then each message must have been sent once or have an outcome that says why not, and
the bot must have every webhook, in the order of its thread, and every outcome. Without --store both stores are tried.
--paced N instead sends N messages at once to one customer of an emulator, which may refuse none; more than 45 take minutes.
Exit code: 0 nothing is wrong, 1 something is, 2 unusable arguments.`,
})

const {
  messages,
  kills,
  seed,
  store,
  paced,
  'down-seconds': seconds,
} = given(() =>
  parseArgs({
    options: {
      messages: { type: 'string', default: '1000' },
      kills: { type: 'string', default: '20' },
      'down-seconds': { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
      store: { type: 'string' },
      paced: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }),
)
const stores = (['sqlite', 'postgres'] as const).filter((one) => store === undefined || one === store)
if (stores.length === 0) unusable('--store is sqlite or postgres')
if (paced !== undefined) {
  const report = await pacedTrial(number('paced', paced, 1))
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  process.exit(report.words.length > 0 ? 1 : 0)
}
for (const one of stores) {
  const report = await queuesTrial({
    store: one,
    messages: number('messages', messages, 0),
    kills: number('kills', kills, 0),
    downFor: number('down-seconds', seconds, 0) * 1_000,
    sparesSends: false,
    patience: 15_000,
    seed: number('seed', seed, 0),
    progress: (words) => process.stderr.write(`${one}: ${words}\n`),
  })
  process.stdout.write(`${JSON.stringify({ store: one, seed: Number(seed), ...report }, null, 2)}\n`)
  if (report.words.length > 0) process.exitCode = 1
}
