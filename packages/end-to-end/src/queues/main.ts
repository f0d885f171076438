import { parseArgs } from 'node:util'
import { programOf } from '../trial/program.ts'
import { queuesTrial } from './trial.ts'

const { given, number, unusable } = programOf({
  name: 'queues',
  usage: 'npm run queues [-- --messages N --kills N --down-seconds N --store sqlite|postgres --seed N]',
  help: `Holds messages in the outbox of a gateway whose webhooks go on to a bot, and kills the gateway at random instants while
customers write and the bot is down. Then each message must have been sent once or have an outcome that says why not, and
the bot must have every webhook, in the order of its thread, and every outcome. Without --store both stores are tried.
Exit code: 0 nothing is wrong, 1 something is, 2 unusable arguments.`,
})

const {
  messages,
  kills,
  seed,
  store,
  'down-seconds': seconds,
} = given(() =>
  parseArgs({
    options: {
      messages: { type: 'string', default: '1000' },
      kills: { type: 'string', default: '20' },
      'down-seconds': { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
      store: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }),
)
const stores = (['sqlite', 'postgres'] as const).filter((one) => store === undefined || one === store)
if (stores.length === 0) unusable('--store is sqlite or postgres')
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
