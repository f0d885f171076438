import { assoc, lookUp } from '../persistent-map.ts'
import { withoutSend } from '../template/sends.ts'
import { factsBefore } from '../thread/facts-before.ts'
import type { Instant } from '../time/instant.ts'
import type { Entry, ThreadKey } from './identity.ts'
import { partsOf, stateOf, type State } from './parts.ts'
import { ownThread } from './state.ts'

/**
 * The state as it was known at an instant but for one message of that thread, for the question whether the message
 * would have been refused: `engine.ask` of it at that instant answers as if nobody had tried. Other threads keep what
 * happened later, which no answer about the instant takes in.
 *
 * @param wamid the message, whose own acceptance, statuses and request for permission to call are left out
 * @param at when it was sent; not so long ago that it is settled
 */
export const beforeSending = (state: State, key: ThreadKey, wamid: string, at: Instant): State => {
  const own = ownThread(state, key, at)
  const parts = partsOf(state)
  const number = lookUp(parts.phoneNumbers, key.phoneNumberId)
  if (own === null || number === undefined) return state
  const { facts, accepted } = factsBefore(own.thread.facts, wamid, at)
  const threads = assoc<Entry>(number.threads, own.customer, { ...own, thread: { ...own.thread, facts } })
  return stateOf({
    ...parts,
    phoneNumbers: assoc(parts.phoneNumbers, key.phoneNumberId, { ...number, threads }),
    sends: accepted === null ? parts.sends : withoutSend(parts.sends, accepted),
  })
}
