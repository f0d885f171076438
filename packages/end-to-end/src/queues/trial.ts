import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '@guichet/store-postgres/testing'
import { chance } from '../hostile-day/chance.ts'
import { startBot } from './bot.ts'
import { startGateway } from './gateway.ts'
import { queues, type QueuesInput, type QueuesReport } from './queues.ts'
import { countingWhatsapp } from './whatsapp.ts'

export interface TrialInput extends Pick<
  QueuesInput,
  'messages' | 'kills' | 'downFor' | 'sparesSends' | 'patience'
> {
  readonly store: 'sqlite' | 'postgres'
  readonly seed: number
  readonly progress?: QueuesInput['progress']
}

/** Sets everything up on a fresh store, tries it, and puts everything away. */
export const queuesTrial = async ({
  store,
  seed,
  progress = () => undefined,
  ...size
}: TrialInput): Promise<QueuesReport> => {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-queues-'))
  const server = store === 'postgres' ? await startServer() : null
  const chances = chance(seed)
  let thrown = 0
  const dice = (): number => chances('kill', thrown++)
  const whatsapp = await countingWhatsapp()
  const bot = await startBot()
  try {
    const gateway = await startGateway({
      folder,
      store: server?.url ?? `sqlite:${join(folder, 'guichet.db')}`,
      graphUrl: whatsapp.url,
      botUrl: bot.url,
    })
    try {
      return await queues({ ...size, gateway, whatsapp, bot, dice, progress })
    } finally {
      await gateway.close()
    }
  } finally {
    await bot.goDown()
    await whatsapp.close()
    await server?.remove()
    await rm(folder, { recursive: true, force: true })
  }
}
