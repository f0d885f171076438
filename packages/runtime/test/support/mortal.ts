import { storeFailure, type Store } from '../../src/index.ts'

export const dead = (): Error => storeFailure('unavailable', 'the process was killed')

/** Each call of a store is a step. The last one may be done or not: nobody hears of it. */
export const dyingStore = (store: Store, step: () => boolean): Store =>
  new Proxy(store, {
    get: (whole, name, receiver): unknown => {
      const call: unknown = Reflect.get(whole, name, receiver)
      if (typeof call !== 'function' || name === 'listen') return call
      return async (...asked: readonly unknown[]): Promise<unknown> => {
        if (!step()) throw dead()
        const answer: unknown = await Reflect.apply(call, whole, asked)
        if (!step()) throw dead()
        return answer
      }
    },
  })
