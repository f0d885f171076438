import { storeFailure, type Loaded, type Wanted } from '@guichet/runtime'

/** What is wanted, by phone number; at least one. Ids of tombstones and echoes may be in any of them. */
export const splitByNumber = (wanted: Wanted): ReadonlyMap<string, Wanted> => {
  const { threads, intents, phoneNumbers } = wanted
  const ids = new Set([
    ...threads.map(({ phoneNumberId }) => phoneNumberId),
    ...intents.map(({ phoneNumberId }) => phoneNumberId),
    ...phoneNumbers,
  ])
  if (ids.size === 0) {
    if (wanted.intentIds.length > 0)
      throw storeFailure('unsuitable', 'an intent is read together with its phone number')
    ids.add('')
  }
  return new Map(
    [...ids].map((id) => [
      id,
      {
        ...wanted,
        threads: threads.filter(({ phoneNumberId }) => phoneNumberId === id),
        intents: intents.filter(({ phoneNumberId }) => phoneNumberId === id),
        phoneNumbers: phoneNumbers.filter((one) => one === id),
      },
    ]),
  )
}

/** Threads as they were loaded. */
export type LoadedThreads = Pick<Loaded, 'threads' | 'unchanged'>

/** The threads that several have loaded. */
export const threadsOfAll = (loaded: readonly LoadedThreads[]): LoadedThreads => ({
  threads: loaded.flatMap(({ threads }) => threads),
  unchanged: loaded.flatMap(({ unchanged }) => unchanged),
})
