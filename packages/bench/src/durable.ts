import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readWebhookText } from '@guichet/cloud-api'
import { engine } from '@guichet/core'
import { runtime, type Runtime, type Store } from '@guichet/runtime'
import { sqliteStore } from '@guichet/store-sqlite'
import Database from 'libsql'
import { supportTraffic, webhookLog } from './traffic.ts'
import { timeAsync } from './measure.ts'

/** A runtime on that store, which sends nothing. */
export const receiver = (store: Store): Runtime =>
  runtime({
    engine: engine(),
    store,
    read: readWebhookText,
    transport: { send: () => Promise.resolve({ outcome: 'unknown', reason: 'benchmarks send nothing' }) },
  })

/** Bodies of support traffic, one event each. */
export const webhookBodies = (count: number, threads: number): readonly string[] =>
  webhookLog(supportTraffic(count, threads)).trimEnd().split('\n')

/** As many as a busy server has open at once. */
const inFlight = 1_000

/** Takes in all bodies, so many at a time, each acknowledged only once it is durable. */
export const receiveAll = async (subject: Runtime, bodies: readonly string[]): Promise<void> => {
  let next = 0
  const worker = async (): Promise<void> => {
    for (let index = next++; index < bodies.length; index = next++) await subject.receive(bodies[index] ?? '')
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
}

/** Runs in a folder that is gone afterwards. */
export const inFolder = async <Result>(work: (folder: string) => Promise<Result>): Promise<Result> => {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Milliseconds for each webhook that Guichet takes in durably, on a new SQLite file. */
export const durableSqlite = (bodies: readonly string[]): Promise<number> =>
  inFolder(async (folder) => {
    const subject = receiver(await sqliteStore({ path: join(folder, 'guichet.db') }))
    const cost = await timeAsync(() => receiveAll(subject, bodies))
    await subject.close()
    return cost / bodies.length
  })

/** Milliseconds for each body that a bare loop inserts and commits by itself, as durably. */
export const bareSqlite = (bodies: readonly string[]): Promise<number> =>
  inFolder(async (folder) => {
    const database = new Database(join(folder, 'bare.db'))
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.exec('CREATE TABLE webhooks (id INTEGER PRIMARY KEY, body TEXT NOT NULL)')
    const insert = database.prepare('INSERT INTO webhooks (body) VALUES (?)')
    const cost = await timeAsync(async () => {
      for (const body of bodies) insert.run(body)
    })
    database.close()
    return cost / bodies.length
  })
