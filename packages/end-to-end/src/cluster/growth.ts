import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startServer } from '@guichet/store-postgres/testing'
import { secrets, serveGateway } from '../failover/gateways.ts'
import { processorTimes } from './processor-times.ts'
import { installPrograms } from './install.ts'
import { startNodes } from './nodes.ts'
import { startService } from './service.ts'

/** What some webhooks cost. */
export interface GrowthRow {
  readonly store: 'PostgreSQL' | 'Restate, 3 nodes'
  readonly gateways: number
  readonly phoneNumbers: number
  readonly webhooks: number
  /** On this machine, which runs everything, the load too. */
  readonly perSecond: number
  /** Milliseconds of processor time for a webhook. */
  readonly gateway: number
  /**
   * The same of what is behind the gateways: the database, or Restate's nodes and the service process; without what they
   * need when nothing happens.
   */
  readonly behind: number
  /** What they need when nothing happens, in milliseconds a second. */
  readonly rest: number
}

export interface Growth {
  readonly rows: readonly GrowthRow[]
  /** How many processes waited for a core, on average, before and after. */
  readonly load: readonly [number, number]
}

export interface GrowthInput {
  /** How long each row takes, in milliseconds. */
  readonly duration: number
  readonly progress: (words: string) => void
  readonly signal?: AbortSignal
}

/** So many webhooks are under way together: a gateway makes batches of them. */
const underWay = 256

/**
 * Measures webhooks, each with one message and a body of its own: on PostgreSQL with 1, 2 and 4 gateways, and on a
 * cluster with 1, 10 and 100 phone numbers.
 */
export const growth = async ({ duration, progress, signal }: GrowthInput): Promise<Growth> => {
  const before = loadavg()[0] ?? 0
  const rows: GrowthRow[] = []
  const note = (row: GrowthRow): void => {
    rows.push(row)
    progress(rowInWords(row))
  }
  for (const gateways of [1, 2, 4]) {
    signal?.throwIfAborted()
    const server = await startServer()
    try {
      await withGateways(server.url, gateways, async (urls) =>
        note({ store: 'PostgreSQL', gateways, ...(await measure(urls, 10, duration)) }),
      )
    } finally {
      server.remove()
    }
  }
  const programs = await installPrograms(progress)
  const folder = await mkdtemp(join(tmpdir(), 'guichet-growth-'))
  const closing: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })]
  try {
    const nodes = await startNodes(programs.server, folder)
    closing.push(nodes.close)
    const service = await startService(programs.node, nodes.admins[0] ?? '')
    closing.push(service.close)
    const hosts = nodes.ingresses.map((address) => new URL(address).host)
    await withGateways(`restate://${hosts.join(',')}`, 1, async (urls) => {
      for (const phoneNumbers of [1, 10, 100]) {
        signal?.throwIfAborted()
        note({ store: 'Restate, 3 nodes', gateways: 1, ...(await measure(urls, phoneNumbers, duration)) })
      }
    })
  } finally {
    for (const close of closing.toReversed()) await close()
  }
  return { rows, load: [before, loadavg()[0] ?? 0] }
}

const withGateways = async (
  store: string,
  count: number,
  action: (urls: readonly string[]) => Promise<void>,
): Promise<void> => {
  const running = await Promise.all(
    Array.from({ length: count }, () => serveGateway(store, 'http://127.0.0.1:9')),
  )
  try {
    await action(running.map(({ url }) => url))
  } finally {
    for (const { child } of running) child.kill('SIGTERM')
    await Promise.all(running.map(({ closed }) => closed))
  }
}

type Measured = Omit<GrowthRow, 'store' | 'gateways'>

const measure = async (
  urls: readonly string[],
  phoneNumbers: number,
  duration: number,
): Promise<Measured> => {
  await load(urls, phoneNumbers, duration / 3)
  const rest = await restOf(duration)
  const before = processorTimes()
  const began = performance.now()
  const webhooks = await load(urls, phoneNumbers, duration)
  const took = performance.now() - began
  const after = processorTimes()
  return {
    phoneNumbers,
    webhooks,
    perSecond: Math.round((webhooks / took) * 1000),
    gateway: (after.gateways - before.gateways) / webhooks,
    behind: (after.behind - before.behind - (rest / 1000) * took) / webhooks,
    rest,
  }
}

const restOf = async (duration: number): Promise<number> => {
  const before = processorTimes()
  const began = performance.now()
  await wait(duration / 2)
  return ((processorTimes().behind - before.behind) / (performance.now() - began)) * 1000
}

let number = 0

/** Delivers webhooks for so long; gives how many were answered with 200. */
const load = async (urls: readonly string[], phoneNumbers: number, duration: number): Promise<number> => {
  const until = performance.now() + duration
  let answered = 0
  const worker = async (): Promise<void> => {
    while (performance.now() < until) {
      const own = number++
      const body = webhook(own, phoneNumbers)
      const signature = createHmac('sha256', secrets.appSecret).update(body).digest('hex')
      const answer = await fetch(`${urls[own % urls.length]}/webhooks/whatsapp`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
        body,
      })
      await answer.body?.cancel()
      if (answer.status === 200) answered++
    }
  }
  await Promise.all(Array.from({ length: underWay }, worker))
  return answered
}

/** A customer of some thousands writes to one of the phone numbers. */
const webhook = (own: number, phoneNumbers: number): string => {
  const from = String(33_600_000_000 + (own % 3_001))
  const message = {
    id: `wamid.growth.${own}`,
    from,
    timestamp: String(Math.floor(Date.now() / 1000)),
    type: 'text',
    text: { body: 'Good morning, is my order ready?' },
  }
  const value = {
    messaging_product: 'whatsapp',
    metadata: { phone_number_id: String(100_000_000_000_000 + (own % phoneNumbers)) },
    contacts: [{ profile: { name: 'Anna' }, wa_id: from }],
    messages: [message],
  }
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '200', changes: [{ field: 'messages', value }] }],
  })
}

export const rowInWords = (row: GrowthRow): string =>
  [
    row.store.padEnd(16),
    `${row.gateways} gateways`,
    `${String(row.phoneNumbers).padStart(3)} phone numbers`,
    `${String(row.perSecond).padStart(5)}/s`,
    `${(row.gateway + row.behind).toFixed(2)} ms of processor a webhook`,
    `(gateways ${row.gateway.toFixed(2)}, behind them ${row.behind.toFixed(2)}; at rest ${Math.round(row.rest)} ms a second)`,
  ].join('  ')
