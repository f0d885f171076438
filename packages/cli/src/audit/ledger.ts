import {
  isThreadEvent,
  threadsOf,
  type Engine,
  type Event,
  type Settlement,
  type State,
  type StateAbsorbed,
  type ThreadKey,
} from '@guichet/core'
import { templatesOf } from '@guichet/core/store'
import { logClock } from './log-clock.ts'

/** Inactive threads are settled regularly, so that memory grows with the traffic, not with the log. */
const eventsBetweenSweeps = 250_000

/** A state that absorbs a log, and emits what is settled. */
export interface Ledger {
  readonly absorb: (event: Event) => StateAbsorbed
  readonly state: () => State
  /** Settles everything, at the end of the input. Returns the number of threads. */
  readonly conclude: () => number
}

/** A final message, charge or conversation of a thread; each is emitted once. */
export type OnSettled = (key: ThreadKey, settlement: Settlement) => void

/** Starts with an empty state. */
export const startLedger = (engine: Engine, onSettled: OnSettled): Ledger => {
  const clock = logClock()
  let state: State = engine.initial
  let untilSweep = eventsBetweenSweeps

  const sweep = (): void => {
    untilSweep = eventsBetweenSweeps
    const now = clock.read()
    for (const { phoneNumberId, customer, thread } of threadsOf(state)) {
      if (thread.facts === null || thread.nextSettleAt > now) continue
      const swept = engine.settle(state, { phoneNumberId, customer }, now)
      state = swept.state
      onSettled({ phoneNumberId, customer }, swept.settled)
    }
  }

  return {
    absorb: (event) => {
      const absorbed = engine.absorb(state, event)
      state = absorbed.state
      if (absorbed.thread !== null) onSettled(absorbed.thread, absorbed.settled)
      if (isThreadEvent(event)) {
        clock.see(event.at)
        if (--untilSweep === 0) sweep()
      }
      return absorbed
    },
    state: () => state,
    conclude: () => {
      let threads = 0
      for (const { phoneNumberId, customer, thread } of threadsOf(state)) {
        threads++
        onSettled(
          { phoneNumberId, customer },
          engine.thread.conclude(thread, { templates: templatesOf(state, phoneNumberId) }),
        )
      }
      return threads
    },
  }
}
