import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startServer } from '@guichet/store-postgres/testing'
import { serveGateway } from '../failover/gateways.ts'
import { acceptingWhatsapp, messages, openWindows, webhooks, type Load, type Place } from './growth-load.ts'
import { processorTimes } from './processor-times.ts'
import { installPrograms } from './install.ts'
import { startNodes } from './nodes.ts'
import { startService } from './service.ts'

/** What some webhooks, or some messages that are sent, cost. */
export interface GrowthRow {
  readonly store: 'PostgreSQL' | 'Restate, 3 nodes'
  readonly of: 'webhooks' | 'messages'
  readonly gateways: number
  readonly phoneNumbers: number
  /** Requests under way together. */
  readonly underWay: number
  readonly done: number
  /** On this machine, which runs everything, the load too. */
  readonly perSecond: number
  /** Milliseconds of processor time for each. */
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

/** Requests under way, as a rule, and at a phone number that is as busy as can be. */
const usual = 256
const many = 1_024

/**
 * Measures webhooks, each with one message and a body of its own: on PostgreSQL with 1, 2 and 4 gateways, and on a
 * cluster with 1 (also with as much as it takes), 10 and 100 phone numbers; and messages that are sent, for 10 phone numbers by one gateway on each.
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
      await withGateways(server.url, gateways, async (urls) => {
        const place = { urls, phoneNumbers: 10, underWay: usual }
        note({ store: 'PostgreSQL', gateways, ...(await measure('webhooks', place, duration)) })
        if (gateways === 1)
          note({ store: 'PostgreSQL', gateways, ...(await measure('messages', place, duration)) })
      })
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
    const store = 'Restate, 3 nodes'
    const hosts = nodes.ingresses.map((address) => new URL(address).host)
    await withGateways(`restate://${hosts.join(',')}`, 1, async (urls) => {
      for (const phoneNumbers of [1, 10, 100]) {
        signal?.throwIfAborted()
        const place = { urls, phoneNumbers, underWay: usual }
        note({ store, gateways: 1, ...(await measure('webhooks', place, duration)) })
        if (phoneNumbers === 1) {
          const hot = { ...place, underWay: many }
          note({ store, gateways: 1, ...(await measure('webhooks', hot, duration)) })
        }
        if (phoneNumbers === 10) note({ store, gateways: 1, ...(await measure('messages', place, duration)) })
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
  const whatsapp = await acceptingWhatsapp()
  const running = await Promise.all(Array.from({ length: count }, () => serveGateway(store, whatsapp.url)))
  try {
    await action(running.map(({ url }) => url))
  } finally {
    for (const { child } of running) child.kill('SIGTERM')
    await Promise.all(running.map(({ closed }) => closed))
    await whatsapp.close()
  }
}

type Measured = Omit<GrowthRow, 'store' | 'gateways'>

const loads: Readonly<Record<GrowthRow['of'], Load>> = { webhooks, messages }

const measure = async (of: GrowthRow['of'], place: Place, duration: number): Promise<Measured> => {
  const load = loads[of]
  if (of === 'messages') await openWindows(place)
  await load(place, duration / 3)
  const rest = await restOf(duration)
  const before = processorTimes()
  const began = performance.now()
  const done = await load(place, duration)
  const took = performance.now() - began
  const after = processorTimes()
  return {
    of,
    phoneNumbers: place.phoneNumbers,
    underWay: place.underWay,
    done,
    perSecond: Math.round((done / took) * 1000),
    gateway: (after.gateways - before.gateways) / done,
    behind: (after.behind - before.behind - (rest / 1000) * took) / done,
    rest,
  }
}

const restOf = async (duration: number): Promise<number> => {
  const before = processorTimes()
  const began = performance.now()
  await wait(duration / 2)
  return ((processorTimes().behind - before.behind) / (performance.now() - began)) * 1000
}

export const rowInWords = (row: GrowthRow): string =>
  [
    row.store.padEnd(16),
    `${row.gateways} gateways`,
    `${String(row.phoneNumbers).padStart(3)} phone numbers`,
    `${String(row.underWay).padStart(4)} under way`,
    `${String(row.perSecond).padStart(5)}/s`,
    `${(row.gateway + row.behind).toFixed(2)} ms of processor for one of ${row.of}`,
    `(gateways ${row.gateway.toFixed(2)}, behind them ${row.behind.toFixed(2)}; at rest ${Math.round(row.rest)} ms a second)`,
  ].join('  ')
