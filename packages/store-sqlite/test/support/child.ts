import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { sqliteStore } from '../../src/index.ts'
import { nextEvent, wantedThread } from './rows.ts'
import { isStoreFailure, type Store } from '@guichet/runtime'

/**
 * Another process that uses a store: waits for a line, opens the file, appends so many events to the one
 * thread, and prints the revision that was stored after each. A failure is printed, too. SQLite works in the
 * process's own thread or in the store's, as the last argument says.
 */
const [path = '', count = '0', thread] = process.argv.slice(2)

const say = (text: string): void => {
  writeSync(1, `${text}\n`)
}

/** Appends an event, however often another process is faster. */
const append = async (store: Store): Promise<number> => {
  for (;;) {
    const { threads } = await store.load(wantedThread)
    const revision = (threads[0]?.row.revision ?? 0) + 1
    const id = `${process.pid}-${revision}`
    if ((await store.commit(nextEvent(revision, id))) === 'committed') return revision
  }
}

const tell = (thrown: unknown): never => {
  if (!isStoreFailure(thrown)) throw thrown
  say(`${thrown.kind} ${thrown.isCertain ? 'certain' : 'uncertain'}`)
  process.exit()
}

say('ready')
await once(process.stdin, 'data')
const store = await sqliteStore({
  path,
  busyTimeout: 30_000,
  thread: thread === 'own' ? 'own' : 'caller',
})
for (let done = 0; done < Number(count); done += 1) say(String(await append(store).catch(tell)))
await store.close()
process.exit()
