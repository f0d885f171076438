import { noChange, type Anew } from '@guichet/runtime'
import { broken, type BrokenStore } from './broken-stores.ts'

const nothing: Anew = {
  expectedThreads: [],
  removedClaims: [],
  threads: [],
  ids: [],
  claims: [],
  findings: [],
  removedIntents: [],
  intents: [],
}

/** What is written anew is another. */
const writing = (fault: string, change: (given: Anew) => Anew): BrokenStore =>
  broken(fault, (store) => ({
    erase: ({ anew, ...erasure }) =>
      store.erase(anew === undefined ? erasure : { ...erasure, anew: change(anew) }),
  }))

/** Commits a part of what is written anew by itself, after the erasure. */
const writingLater = (fault: string, part: (given: Anew) => Partial<Anew>): BrokenStore =>
  broken(fault, (store) => ({
    erase: async ({ anew = nothing, ...erasure }) => {
      const erased = await store.erase({ ...erasure, anew: { ...anew, ...emptied(part(anew)) } })
      return erased === 'conflict' ? erased : store.commit({ ...noChange, ...part(anew) })
    },
  }))

const emptied = (part: Partial<Anew>): Partial<Anew> =>
  Object.fromEntries(Object.keys(part).map((name) => [name, []]))

/** Faults of what an erasure writes in place of what it erases. */
export const brokenAnew: readonly BrokenStore[] = [
  writing('erases and writes nothing anew', ({ expectedThreads }) => ({ ...nothing, expectedThreads })),
  writing('erases whatever the revisions are', (given) => ({ ...given, expectedThreads: [] })),
  writing('looks at the first revision only before it erases', (given) => ({
    ...given,
    expectedThreads: given.expectedThreads.slice(0, 1),
  })),
  writing('hides claims that an erasure removes', (given) => ({ ...given, removedClaims: [] })),
  writing('makes no claims anew', (given) => ({ ...given, claims: [] })),
  writing('makes no findings anew', (given) => ({ ...given, findings: [] })),
  writing('makes no intents anew', (given) => ({ ...given, intents: [] })),
  writing('keeps the intents that an erasure removes', (given) => ({ ...given, removedIntents: [] })),
  writing('removes intents at every phone number', (given) => ({
    ...given,
    removedIntents: given.removedIntents.flatMap((key) => [
      key,
      { ...key, phoneNumberId: '106540352242923' },
    ]),
  })),
  writing('leads no ids to what is written anew', (given) => ({ ...given, ids: [] })),
  writing('writes no snapshot anew', (given) => ({
    ...given,
    threads: given.threads.map((thread) => ({ ...thread, snapshot: null })),
  })),
  writing('writes no events anew', (given) => ({
    ...given,
    threads: given.threads.map((thread) => ({ ...thread, events: [] })),
  })),
  writingLater('erases first and writes threads anew later', ({ threads }) => ({ threads })),
  writingLater('erases first and leads ids anew later', ({ ids }) => ({ ids })),
  writingLater('removes claims once they are hidden', ({ removedClaims }) => ({ removedClaims })),
  broken('does not tell that an erasure met a conflict', (store) => ({
    erase: async (erasure) => (await store.erase(erasure), 'committed'),
  })),
  broken('puts tombstones although an erasure met a conflict', (store) => ({
    erase: async (erasure) => {
      const { tombstones } = erasure
      await store.erase({ threads: [], ids: [], tombstones })
      return store.erase(erasure)
    },
  })),
  broken('forgets journal entries although an erasure met a conflict', (store) => ({
    erase: async (erasure) => {
      await store.erase({ threads: [], ids: erasure.ids, tombstones: [] })
      return store.erase(erasure)
    },
  })),
]
