import type { Engine } from '@guichet/core'
import { readWebhookText } from '@guichet/cloud-api'
import type { Runtime, Store } from '@guichet/runtime'
import { openStore, type Missing } from './open.ts'

/** What a command works with: a store, and the rules bound to it. */
export interface OpenStore {
  readonly store: Store
  readonly runtime: Runtime
}

export interface StoreRequest {
  /** The URL of the store. */
  readonly url: string
  readonly engine: Engine
  readonly missing: Missing
  readonly now: () => number
}

/** Opens a store for an action and closes it after. A failure of the store becomes an error of one line. */
export const withStore = async <Result>(
  { url, engine, missing, now }: StoreRequest,
  action: (open: OpenStore) => Promise<Result>,
): Promise<Result> => {
  const { isStoreFailure, realSurroundings, runtime: bind } = await import('@guichet/runtime')
  try {
    const store = await openStore(url, missing)
    const runtime = bind({
      engine,
      store,
      // A log was received before it is read here, so what is a day ahead of now is of no clock.
      read: readWebhookText,
      transport: silent,
      surroundings: { ...realSurroundings, now },
    })
    try {
      return await action({ store, runtime })
    } finally {
      await runtime.close()
    }
  } catch (error) {
    if (!isStoreFailure(error)) throw error
    throw new Error(error.message.replaceAll(/\s*\n\s*/g, ' '), { cause: error })
  }
}

/** No command sends anything. */
const silent = {
  send: async () => ({ outcome: 'unknown', reason: 'the command line does not send' }) as const,
}
