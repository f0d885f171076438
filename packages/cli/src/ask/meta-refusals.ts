import {
  canonicalKey,
  isWindowRefusal,
  type Event,
  type Instant,
  type State,
  type ThreadKey,
} from '@guichet/core'
import { sendingOf, threadOf } from '@guichet/core/store'

/** When WhatsApp last refused a message because of the window, in each thread (CSW-5). */
export interface MetaRefusals {
  /** Takes an event that the state has just absorbed. */
  readonly read: (state: State, event: Event) => void
  /** `null` if it never did. */
  readonly closedAt: (state: State, thread: ThreadKey) => Instant | null
}

export const watchMetaRefusals = (): MetaRefusals => {
  const refusals = new Map<string, ThreadKey & { readonly at: Instant }>()
  return {
    read: (state, event) => {
      if (event.type !== 'message-status' || event.status !== 'failed') return
      if (!isWindowRefusal(event.errorCode ?? null)) return
      const { phoneNumberId, customer } = event
      const at = sendingOf(threadOf(state, event), event)
      const name = JSON.stringify([phoneNumberId, customer])
      if ((refusals.get(name)?.at ?? -Infinity) < at) refusals.set(name, { phoneNumberId, customer, at })
    },
    closedAt: (state, thread) => {
      // A customer may have become known by another id since.
      const canonical = canonicalKey(state, thread)
      const instants = [...refusals.values()].flatMap((word) => {
        const key = canonicalKey(state, word)
        return key.phoneNumberId === canonical.phoneNumberId && key.customer === canonical.customer
          ? [word.at]
          : []
      })
      return instants.reduce<Instant | null>((last, at) => (last === null || at > last ? at : last), null)
    },
  }
}
