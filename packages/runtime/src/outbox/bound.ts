import { workersOf, type Workers } from '../jobs/workers.ts'
import type { Surroundings, Timer } from '../ports.ts'
import type { Runtime } from '../runtime-interface.ts'
import type { Store } from '../store/store.ts'
import { outboxOn } from './outbox.ts'
import { workOnOutbox } from './work.ts'
import type { Follows } from './worked.ts'

interface Input extends Pick<Runtime, 'send' | 'plan' | 'ask' | 'onChange'> {
  readonly store: Store
  readonly surroundings: Surroundings
  readonly timer: Timer
  readonly follows: Follows
}

/** The outbox of a runtime, and those who work on it. */
export interface BoundOutbox extends Pick<Runtime, 'outbox' | 'workOnOutbox'>, Pick<Workers, 'stop'> {}

export const boundOutbox = (input: Input): BoundOutbox => {
  // A customer who writes may be awaited: each change nudges.
  const { nudge, begin, stop } = workersOf(input.onChange)
  return {
    outbox: outboxOn({ ...input, nudge }),
    workOnOutbox: (work = {}) =>
      begin(workOnOutbox({ ...input, holder: input.surroundings.newId(), ...work })),
    stop,
  }
}
