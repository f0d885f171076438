import {
  isThreadEvent,
  templatesOf,
  threadsOf,
  type Engine,
  type Event,
  type Settlement,
  type State,
  type StateAbsorbed,
  type ThreadKey,
} from '@guichet/core'
import { logClock } from './log-clock.ts'

/** Threads that have gone quiet are settled from time to time, so that memory follows the traffic, not the log. */
const eventsBetweenSweeps = 250_000

/** A state that grows while a log is read, and gives away what is settled. */
export interface Ledger {
  readonly absorb: (event: Event) => StateAbsorbed
  readonly state: () => State
  /** Settles everything: nothing more will be heard. Gives the number of threads. */
  readonly conclude: () => number
}

/** What is told of a thread for good, each thing once. */
export type OnSettled = (key: ThreadKey, settlement: Settlement) => void

/** Starts with nothing known. */
export const startLedger = (engine: Engine, onSettled: OnSettled): Ledger => {
  const clock = logClock()
  let state: State = engine.initial
  let untilSweep = eventsBetweenSweeps

  const sweep = (): void => {
    untilSweep = eventsBetweenSweeps
    const now = clock.read()
    for (const { phoneNumberId, customer, thread } of threadsOf(state)) {
      if (thread.facts === null || thread.settleAt > now) continue
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
          engine.thread.conclude(thread, templatesOf(state, phoneNumberId)),
        )
      }
      return threads
    },
  }
}
