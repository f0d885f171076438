import { noChange } from '../store/change.ts'
import type { Store } from '../store/store.ts'
import type { ContractCase } from './case.ts'
import { expectSame, expectUnavailable } from './expect.ts'
import { keyOf, noon, phone } from './given.ts'
import { wantedOf } from './survey.ts'

const all = { after: null, limit: 9 }

/** A call of every function but `close`. */
const calls: Readonly<
  Record<
    Exclude<keyof Store, 'capabilities' | 'close' | 'ledger' | 'listen' | 'members'>,
    (store: Store) => Promise<unknown>
  >
> = {
  load: (store) => store.load(wantedOf({ threads: [keyOf('anna')] })),
  commit: (store) => store.commit(noChange),
  events: (store) => store.events(keyOf('anna'), { after: 0, limit: 9 }),
  templates: (store) => store.templates({ after: 0, limit: 9 }),
  sends: (store) => store.sends(all),
  phoneNumbers: (store) => store.phoneNumbers(),
  threads: (store) => store.threads(all),
  due: (store) => store.due('window', { opensAt: 0, closesAt: noon }, 9),
  claimed: (store) => store.claimed({ phoneNumberIds: [phone], month: '2026-10', until: noon, limit: 9 }),
  counting: (store) => store.counting({ phoneNumberIds: [phone], month: '2026-10', after: noon }),
  openTo: (store) => store.openTo([keyOf('anna')]),
  openIntents: (store) => store.openIntents(9),
  intentsTo: (store) => store.intentsTo(phone, ['anna'], 9),
  unread: (store) => store.unread(9),
  findings: (store) => store.findings(9),
  journal: (store) => store.journal(all),
  allEvents: (store) => store.allEvents(all),
  pruneJournal: (store) => store.pruneJournal(noon),
  erase: (store) => store.erase({ threads: [], ids: [], tombstones: [] }),
  prove: (store) => store.prove(),
  lease: (store) => store.lease({ queue: 'queue', holder: 'one', at: noon, length: 1 }),
  queues: (store) => store.queues(),
  jobs: (store) => store.jobs({ queue: 'queue', state: null, order: 'oldest', after: null, limit: 9 }),
  dueJobs: (store) => store.dueJobs('queue', noon, 9),
  jobsById: (store) => store.jobsById(['job']),
  changeJobs: (store) => store.changeJobs([noJob]),
  forgetJobs: (store) => store.forgetJobs('queue', noon),
}

const noJob = {
  id: 'job',
  expected: 1,
  state: 'done',
  awaits: null,
  dueAt: null,
  endedAt: noon,
  text: '',
  payload: null,
  adds: [],
} as const

/** A handle that is closed. */
export const close: readonly ContractCase[] = [
  {
    title: 'A closed store rejects every call as unavailable, and may be closed again.',
    run: async (place) => {
      const store = await place.open()
      for (const [name, call] of Object.entries(calls))
        await call(store).catch((thrown: unknown) => {
          throw new Error(`${name} of an open store: ${String(thrown)}`, { cause: thrown })
        })
      await store.close()
      for (const [name, call] of Object.entries(calls))
        await expectUnavailable(() => call(store), `${name} of a closed store`)
      await store.close()
    },
  },
  {
    title: 'Another handle works on when one is closed.',
    run: async (place) => {
      const [one, other] = [await place.open(), await place.open()]
      try {
        await one.close()
        for (const [name, call] of Object.entries(calls))
          await call(other).catch((thrown: unknown) => {
            throw new Error(`${name}, after another handle was closed: ${String(thrown)}`, { cause: thrown })
          })
        expectSame(await other.commit(noChange), 'committed', 'a commit after another handle was closed')
      } finally {
        await other.close()
      }
    },
  },
]
