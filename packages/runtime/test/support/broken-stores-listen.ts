import { noChange } from '@guichet/runtime'
import { broken, type BrokenStore } from './broken-stores.ts'

/** Faults of `listen` and `prove`. */
export const brokenListening: readonly BrokenStore[] = [
  broken('lets nobody hear of others', () => ({ listen: () => () => undefined })),
  broken('lets a listener hear after it has stopped', (store) => ({
    listen: (listener) => {
      store.listen(listener)
      return () => undefined
    },
  })),
  broken('lets nobody hear of erasures', (store) => ({
    listen: (listener) => {
      let heard = 0
      return store.listen((changed) => {
        // An erasure names a thread and the intents in one go.
        if (changed.is === 'intents' && heard > 3) return
        heard += 1
        if (changed.is !== 'thread' || changed.customer !== 'anna' || heard < 4) listener(changed)
      })
    },
  })),
  broken('leaves something of a proof', (store) => ({
    prove: async () => {
      await store.commit({ ...noChange, journal: [{ id: 'proof', receivedAt: 0, body: '' }] })
    },
  })),
]
