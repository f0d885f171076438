import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteStore } from '@guichet/store-sqlite'
import Database from 'libsql'
import { timeAsync } from '../measure.ts'
import { receiveAll, receiver } from './receiver.ts'

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
