import { isStoreFailure, type StoreFailure } from '@guichet/runtime'

/** The store failure that the work ends with. Throws where it ends otherwise. */
export const failureOf = async (work: Promise<unknown>): Promise<StoreFailure> => {
  const thrown = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  )
  if (isStoreFailure(thrown)) return thrown
  throw new Error(`not a store failure: ${String(thrown)}`, { cause: thrown })
}
