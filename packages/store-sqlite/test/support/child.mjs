// Another process that uses a store: waits for a line, opens the file, appends so many events to the one thread of
// its last two arguments, and prints the revision that was stored after each. A failure is printed, too. SQLite works
// in the process's own thread or in the store's, as its third argument says. It runs the built package: one that reads
// the sources takes seconds to start.
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { isStoreFailure, noChange } from '../../../runtime/dist/index.js'
import { sqliteStore } from '../../dist/index.js'

const [path, count, thread, phoneNumberId, customer] = process.argv.slice(2)
const at = Date.UTC(2026, 9, 1, 12)
const wanted = {
  threads: [{ phoneNumberId, customer }],
  intents: [],
  intentIds: [],
  phoneNumbers: [],
  tombstones: [],
}

const say = (text) => writeSync(1, `${text}\n`)

/** The next event of the thread, with its journal entry: revision and length go up together. */
const nextEvent = (revision) => {
  const row = {
    phoneNumberId,
    customer,
    aliases: [],
    revision,
    length: revision,
    newest: at + revision,
    windowClosesAt: at + revision,
    replyBy: null,
    closedByMeta: null,
  }
  const events = [{ ordinal: revision, recordedAt: at + revision, text: `{"event":${revision}}` }]
  return {
    ...noChange,
    journal: [{ id: `${process.pid}-${revision}`, receivedAt: at, body: '{}' }],
    threads: [{ row, expected: revision - 1, events, snapshot: null }],
    ids: revision === 1 ? [{ phoneNumberId, id: customer, customer, expected: null }] : [],
  }
}

/** Appends an event, however often another process is faster. */
const append = async (store) => {
  for (;;) {
    const { threads } = await store.load(wanted)
    const revision = (threads[0]?.row.revision ?? 0) + 1
    if ((await store.commit(nextEvent(revision))) === 'committed') return revision
  }
}

const tell = (thrown) => {
  if (!isStoreFailure(thrown)) throw thrown
  say(`${thrown.kind} ${thrown.isCertain ? 'certain' : 'uncertain'}`)
  process.exit()
}

say('ready')
await once(process.stdin, 'data')
const store = await sqliteStore({ path, busyTimeout: 30_000, thread })
for (let done = 0; done < Number(count); done += 1) say(String(await append(store).catch(tell)))
await store.close()
process.exit()
