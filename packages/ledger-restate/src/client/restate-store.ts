import {
  changesSomething,
  memoryStore,
  noChange,
  storeFailure,
  type IntentRow,
  type ReadModel,
  type Store,
} from '@guichet/runtime'
import { ingressOf, type IngressInput } from './ingress.ts'
import { ledgerOnRestate } from './ledger.ts'
import { readsOf } from './reads.ts'
import { replicaOf } from './replica.ts'

export type RestateStoreInput = IngressInput

/**
 * A store whose phone numbers are objects at Restate. It brings a ledger, so a runtime over it decides in the objects;
 * nothing else is written to them.
 */
export const restateStore = (input: RestateStoreInput): Store => {
  const ingress = ingressOf(input)
  const reads = readsOf(ingress)
  const lists = replicaOf(ingress)
  /** What the objects do not keep: of this process only. */
  const aside = memoryStore()
  const listed = async <Answer>(ask: (lists: ReadModel) => Promise<Answer>): Promise<Answer> =>
    ask(await lists())
  return {
    capabilities: { name: 'restate', isDurable: true, isShared: true },
    ledger: (given) =>
      ledgerOnRestate({
        ...given,
        ingress,
        keepAside: async (change) => void (await aside.commit({ ...noChange, ...change })),
      }),
    ...reads,
    // Work on queues is added by others than the ledger, too.
    commit: async ({ jobs, wakes, ...change }) => {
      if (changesSomething({ ...change, jobs: [], wakes: [] })) throw notHere('a change')
      return aside.commit({ ...noChange, jobs, wakes })
    },
    threads: (page) => listed((all) => all.threads(page)),
    due: (what, within, limit) => listed((all) => all.due(what, within, limit)),
    openIntents: async (limit) => {
      const numbers = await reads.phoneNumbers()
      const each = numbers.map(({ id }) => ingress.ask<readonly IntentRow[]>(id, { is: 'open-intents' }))
      const rows = (await Promise.all(each)).flat()
      return rows.toSorted((one, other) => one.claimedAt - other.claimedAt).slice(0, limit)
    },
    intentsTo: async (phoneNumberId, customers, limit) => {
      const rows = await ingress.ask<readonly IntentRow[]>(phoneNumberId, { is: 'intents-to', customers })
      return rows.toSorted((one, other) => other.claimedAt - one.claimedAt).slice(0, limit)
    },
    unread: aside.unread,
    findings: aside.findings,
    journal: aside.journal,
    allEvents: (page) => listed((all) => all.allEvents(page)),
    pruneJournal: aside.pruneJournal,
    erase: () => Promise.reject(notHere('an erasure')),
    lease: aside.lease,
    jobs: aside.jobs,
    dueJobs: aside.dueJobs,
    jobsById: aside.jobsById,
    changeJobs: aside.changeJobs,
    forgetJobs: aside.forgetJobs,
    prove: () => ingress.call('prove', 'prove', null),
    listen: () => () => undefined,
    close: () => aside.close(),
  }
}

/** How long to wait for a cluster that has just been started, in milliseconds. */
const patienceAtStart = 60_000

/** The same, once the cluster answers and knows its objects. Rejects where it does not. */
export const openRestateStore = async (input: RestateStoreInput): Promise<Store> => {
  const { call } = ingressOf({ ...input, patience: input.patience ?? patienceAtStart })
  try {
    await call('prove', 'prove', null)
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure)
    throw storeFailure(
      'unavailable',
      `${reason}; start Restate, and guichet restate-service, which registers the phone numbers' objects`,
      { cause: failure },
    )
  }
  return restateStore(input)
}

const notHere = (what: string): Error =>
  storeFailure('unsuitable', `${what} of a cluster is a command to its objects`)
