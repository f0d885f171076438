import type { Engine } from '@guichet/core'
import { readWebhookText } from '@guichet/cloud-api'
import type { Runtime } from '@guichet/runtime'
import { boundTo } from './bound.ts'
import { openStores, type Missing } from './open.ts'

/** A store, or several, and the rules bound to it. */
export interface OpenStore {
  readonly runtime: Runtime
}

export interface StoreRequest {
  /** The URL of the store, or of several, comma-separated. */
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
  const { isStoreFailure, realSurroundings } = await import('@guichet/runtime')
  try {
    const runtime = boundTo(await openStores(url, missing), {
      engine,
      // A log was received before it is read, so a time a day ahead of now is wrong.
      read: readWebhookText,
      transport: silent,
      surroundings: { ...realSurroundings, now },
    })
    try {
      return await action({ runtime })
    } finally {
      await runtime.close()
    }
  } catch (error) {
    if (!isStoreFailure(error)) throw error
    throw new Error(error.message.replaceAll(/\s*\n\s*/g, ' '), { cause: error })
  }
}

/** A transport for commands that never send. */
const silent = {
  send: async () => ({ outcome: 'unknown', reason: 'the command line does not send' }) as const,
}
