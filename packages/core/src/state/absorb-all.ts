import { isThreadEvent, type Event, type ThreadEvent } from '../event/event.ts'
import { assoc, draftOf, finished, lookUp } from '../persistent-map.ts'
import type { Absorption } from '../thread/thread.ts'
import { newNumber, partsOf, stateOf, type PhoneNumber, type State } from './parts.ts'
import { absorbAccountEvent, absorbIntoNumber } from './state.ts'

/**
 * Takes in events one after another. Nobody sees the states between them, so that the maps of threads are drafts, which are
 * written to: the state is the one that `absorbIntoState` makes event by event.
 */
export const absorbAllIntoState = (state: State, events: Iterable<Event>, absorption: Absorption): State => {
  let run = runFrom(state)
  for (const event of events)
    if (isThreadEvent(event)) run.take(event, absorption)
    // What such an event changes is read off a whole state.
    else run = runFrom(absorbAccountEvent(run.end(), event).state)
  return run.end()
}

/** Events of threads in a row. */
interface Run {
  readonly take: (event: ThreadEvent, absorption: Absorption) => void
  readonly end: () => State
}

const runFrom = (state: State): Run => {
  const { phoneNumbers, registry, sends } = partsOf(state)
  const known = { registry, sends }
  const drafts = new Map<string, PhoneNumber>()
  const numberBefore = (id: string): PhoneNumber => lookUp(phoneNumbers, id) ?? newNumber
  const draftFor = (id: string): PhoneNumber => {
    const before = numberBefore(id)
    const draft: PhoneNumber = { ...before, threads: draftOf(before.threads) }
    drafts.set(id, draft)
    return draft
  }
  return {
    take: (event, absorption) => {
      const { phoneNumberId } = event
      const number = drafts.get(phoneNumberId) ?? draftFor(phoneNumberId)
      const taken = absorbIntoNumber(number, known, event, absorption)
      known.sends = taken.sends
      if (taken.grown !== number) drafts.set(phoneNumberId, taken.grown)
    },
    end: () => {
      let after = phoneNumbers
      for (const [id, { threads: draft, accounts, displays, tierUse }] of drafts) {
        const before = numberBefore(id)
        const threads = finished(draft, before.threads)
        if (threads !== before.threads || accounts !== before.accounts)
          after = assoc(after, id, { threads, accounts, displays, tierUse })
      }
      return after === phoneNumbers ? state : stateOf({ phoneNumbers: after, registry, sends: known.sends })
    },
  }
}
