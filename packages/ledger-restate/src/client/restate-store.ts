import {
  changesSomething,
  memoryStore,
  noChange,
  storeFailure,
  type Erasure,
  type IntentRow,
  type LedgerInput,
  type ReadModel,
  type Store,
} from '@guichet/runtime'
import type { Erasing } from '../protocol.ts'
import { followerOf, type Follower } from './follower.ts'
import { ingressOf, type Ingress, type IngressInput } from './ingress.ts'
import { ledgerOnRestate } from './ledger.ts'
import { readsOf } from './reads.ts'
import { replicaOf } from './replica.ts'

export interface RestateStoreInput extends IngressInput {
  /** What lists, the journal and queues are kept in; this closes it. Without one they are read whole, or in memory. */
  readonly readModel?: Store | undefined
}

/**
 * A store whose phone numbers are objects at Restate. It brings a ledger, so a runtime over it decides in the objects;
 * nothing else is written to them.
 */
export const restateStore = ({ readModel, ...input }: RestateStoreInput): Store =>
  storeOn(ingressOf(input), readModel)

/** The same, by any way to the objects. */
export const storeOn = (ingress: Ingress, readModel?: Store): Store => {
  const reads = readsOf(ingress)
  /** Without a read model, of this process only: what the objects do not keep. */
  const beside = readModel ?? memoryStore()
  const follower = readModel === undefined ? null : followerOf(ingress, readModel)
  const lists = follower === null ? listsOf(replicaOf(ingress)) : beside
  const ledger = (given: LedgerInput): ReturnType<typeof ledgerOnRestate> =>
    ledgerOnRestate({
      ...given,
      ingress,
      keepAside: async (change) => void (await beside.commit({ ...noChange, ...change })),
      ...(follower === null ? {} : { poke: follower.poke }),
    })
  // What knows of each other by it needs no such word: every gateway takes part in all phone numbers.
  const { members: _, ...kept } = beside
  return {
    ...kept,
    ...reads,
    capabilities: { name: 'restate', isDurable: true, isShared: true },
    ledger,
    // Work on queues is added by others than the ledger, too.
    commit: async ({ jobs, wakes, ...change }) => {
      if (changesSomething({ ...change, jobs: [], wakes: [] }))
        throw storeFailure('unsuitable', 'a change of a cluster is a command to its objects')
      return beside.commit({ ...noChange, jobs, wakes })
    },
    threads: lists.threads,
    due: lists.due,
    allEvents: lists.allEvents,
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
    erase: (erasure) => eraseIn(ingress, reads.phoneNumbers, { follower, beside }, erasure),
    prove: async () => {
      await Promise.all([ingress.call('prove', 'prove', null), beside.prove()])
    },
    listen: (listener) => {
      const stops = [beside.listen(listener), follower?.listen(listener)]
      return () => stops.forEach((stop) => stop?.())
    },
    close: async () => {
      await follower?.close()
      await beside.close()
    },
  }
}

const listsOf = (read: () => Promise<ReadModel>): Pick<ReadModel, 'threads' | 'due' | 'allEvents'> => ({
  threads: async (page) => (await read()).threads(page),
  due: async (what, within, limit) => (await read()).due(what, within, limit),
  allEvents: async (page) => (await read()).allEvents(page),
})

interface Beside {
  readonly follower: Follower | null
  readonly beside: Store
}

/** After so many lost races something else must be wrong. */
const mostConflicts = 20

/**
 * The objects first: from then on nothing of the customer comes in at any phone number. Then what was on its way to the
 * read model is brought there, and is erased there with the rest.
 */
const eraseIn = async (
  ingress: Ingress,
  phoneNumbers: Store['phoneNumbers'],
  { follower, beside }: Beside,
  erasure: Erasure,
): ReturnType<Store['erase']> => {
  const { within } = erasure
  const all = (await phoneNumbers()).map(({ id }) => id)
  const numbers = within === undefined ? all : all.filter((id) => within.phoneNumbers.includes(id))
  const erasing: Erasing = { erasure, name: globalThis.crypto.randomUUID() }
  for (const id of numbers) if (!(await ingress.call<boolean>(id, 'erase', erasing))) return 'conflict'
  for (let tries = 0; tries < mostConflicts; tries++) {
    for (const id of ['', ...numbers]) await follower?.bring(id)
    // Without a read model, what is written anew is in the objects only.
    const { anew: _, ...withoutAnew } = erasure
    if ((await beside.erase(follower === null ? withoutAnew : erasure)) === 'committed') return 'committed'
  }
  throw storeFailure('locked', 'the read model could not erase what the objects erased; erase again')
}

/** How long to wait for a cluster that has just been started, in milliseconds. */
const patienceAtStart = 60_000

/** The same, once the cluster answers and knows its objects. Rejects where it does not, and closes the read model. */
export const openRestateStore = async (input: RestateStoreInput): Promise<Store> => {
  const { call } = ingressOf({ ...input, patience: input.patience ?? patienceAtStart })
  try {
    await call('prove', 'prove', null)
  } catch (failure) {
    await input.readModel?.close()
    const reason = failure instanceof Error ? failure.message : String(failure)
    throw storeFailure(
      'unavailable',
      `${reason}; start Restate, and guichet restate-service, which registers the phone numbers' objects`,
      { cause: failure },
    )
  }
  return restateStore(input)
}
