import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { engine, isThreadEvent, type Event, type Thread } from '@guichet/core'
import { emptyThread } from '@guichet/core/store'
import { startAudit } from '@guichet/cli'
import { memoryStore } from '@guichet/runtime'
import { sqliteStore } from '@guichet/store-sqlite'
import { startServer } from '@guichet/store-postgres/testing'
import { ageing } from './durable/long-thread.ts'
import { barePostgres, durablePostgres } from './durable/postgres.ts'
import { webhookBodies } from './durable/receiver.ts'
import { bareSqlite, durableSqlite, inFolder } from './durable/sqlite.ts'
import { askingAfterEach } from './flood/asking.ts'
import { sendingInFlood, type Costs } from './flood/sending.ts'
import { gatewayBesideBare } from './gateway/beside-bare.ts'
import { processesBesideOne } from './gateway/processes.ts'
import { readLines } from './lines.ts'
import { inTurn, median, time, timeAsync } from './measure.ts'
import { endlessThread, supportTraffic, webhookLog } from './traffic.ts'

const rounds = 7
const subject = engine()

/** `n` in so many milliseconds. */
const perSecond = (n: number, milliseconds: number): string => {
  const thousands = n / milliseconds
  const text = thousands < 100 ? thousands.toFixed(1) : Math.round(thousands).toLocaleString('en-US')
  return `${text.padStart(7)} thousand a second`
}

const report = (what: string, ours: string, theirs: string, ratio: number, target: number): void => {
  const verdict = ratio >= target ? 'reached' : 'MISSED'
  console.log(
    `${what}\n  guichet   ${ours}\n  bare      ${theirs}\n  ratio     ${ratio.toFixed(2)} (target ${target}: ${verdict})\n`,
  )
}

const auditBesideParse = async (): Promise<void> => {
  const events = supportTraffic(200_000, 10_000)
  const folder = mkdtempSync(join(tmpdir(), 'guichet-bench-'))
  const file = join(folder, 'log.ndjson')
  try {
    writeFileSync(file, webhookLog(events))
    const ours = (): Promise<number> =>
      timeAsync(async () => {
        const audit = startAudit(subject)
        await readLines(file, (text, line) => audit.take(text, file, line))
        audit.finish()
      })
    const theirs = (): Promise<number> => timeAsync(() => readLines(file, (text) => void JSON.parse(text)))
    const result = await inTurn(rounds, ours, theirs)
    report(
      `audit: ${events.length} webhook bodies from a file, beside JSON.parse of the same lines`,
      perSecond(events.length, result.ours),
      perSecond(events.length, result.theirs),
      result.ratio,
      0.5,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The cost of an event in a thread of a million, beside the same in a fresh one; both over 20,000 events. */
const millionBesideFresh = (): void => {
  const million = 1_000_000
  const stretch = 20_000
  const costs: { readonly first: number[]; readonly last: number[] } = { first: [], last: [] }
  for (let round = 0; round < 3; round++) {
    let thread: Thread = emptyThread
    let batch: Event[] = []
    let taken = 0
    const flush = (): void => {
      const cost = time(() => {
        for (const event of batch)
          if (isThreadEvent(event)) thread = subject.thread.absorb(thread, event).thread
      })
      // The very first stretch warms up the thread and the machine.
      if (taken === stretch) costs.first.push(cost)
      if (taken === million) costs.last.push(cost)
      taken += batch.length
      batch = []
    }
    for (const event of endlessThread(million + stretch)) {
      batch.push(event)
      if (batch.length === stretch) flush()
    }
    if (batch.length > 0) flush()
  }
  const [fresh, old] = [median(costs.first), median(costs.last)]
  report(
    'a long thread: absorbing after a million events, beside absorbing into a fresh thread',
    perSecond(stretch, old),
    perSecond(stretch, fresh),
    fresh / old,
    0.9,
  )
}

const durableBesideBare = async (
  store: string,
  target: number,
  ours: (bodies: readonly string[]) => Promise<number>,
  theirs: (bodies: readonly string[]) => Promise<number>,
): Promise<void> => {
  const bodies = webhookBodies(40_000, 2_000)
  const few = bodies.slice(0, 4_000)
  const result = await inTurn(
    5,
    () => ours(bodies),
    () => theirs(few),
  )
  report(
    `durable webhooks on ${store}: ${bodies.length} bodies, beside a bare loop of one insert and one commit each`,
    perSecond(1, result.ours),
    perSecond(1, result.theirs),
    result.ratio,
    target,
  )
}

const durableOnPostgres = async (): Promise<void> => {
  const given = process.env['DATABASE_URL'] ?? ''
  const server = given === '' ? await startServer() : null
  const url = server?.url ?? given
  await durableBesideBare(
    'PostgreSQL',
    3,
    (bodies) => durablePostgres(url, bodies),
    (bodies) => barePostgres(url, bodies),
  )
  server?.remove()
}

const millionthBesideFirst = async (): Promise<void> => {
  const { young, old } = await ageing(1_000_000)
  report(
    'a long thread on SQLite: an event and its commit after a million others, beside the first ones',
    perSecond(1, old),
    perSecond(1, young),
    young / old,
    0.9,
  )
}

/** What one customer's flood does to what is sent to them: beside the same in a thread of twenty messages. */
const floodBesideSmall = async (): Promise<void> => {
  const messages = 20_000
  const { few, many } = askingAfterEach(messages)
  reportFlood('an event and a question in core', { small: few, flooded: many })
  const reportAll = (
    store: string,
    { send, ask, view }: Awaited<ReturnType<typeof sendingInFlood>>,
  ): void => {
    reportFlood(`a send over ${store}`, send)
    reportFlood(`a question over ${store}`, ask)
    reportFlood(`a view over ${store}`, view)
  }
  reportAll('memory', await sendingInFlood(memoryStore(), messages))
  await inFolder(async (folder) => {
    const store = await sqliteStore({ path: join(folder, 'guichet.db') })
    reportAll('SQLite', await sendingInFlood(store, messages))
  })
}

const reportFlood = (what: string, { small, flooded }: Costs): void =>
  report(
    `a flood: ${what} in a thread of 20,000 messages, beside one of 20`,
    `${flooded.toFixed(3)} ms`,
    `${small.toFixed(3)} ms`,
    small / flooded,
    0.5,
  )

/** Longer benchmarks, by wall time; each prints its own figures. */
export const longer: Readonly<Record<string, () => Promise<void> | void>> = {
  audit: auditBesideParse,
  million: millionBesideFresh,
  sqlite: () => durableBesideBare('SQLite', 5, durableSqlite, bareSqlite),
  postgres: durableOnPostgres,
  millionth: millionthBesideFirst,
  flood: floodBesideSmall,
  gateway: gatewayBesideBare,
  processes: processesBesideOne,
}
