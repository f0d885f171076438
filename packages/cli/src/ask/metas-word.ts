import {
  canonicalKey,
  isWindowRefusal,
  sendingOf,
  threadOf,
  type Event,
  type Instant,
  type State,
  type ThreadKey,
} from '@guichet/core'

/** When WhatsApp last refused a message because of the window, in each thread (CSW-5). */
export interface MetasWord {
  /** Hears an event that the state has just absorbed. */
  readonly hear: (state: State, event: Event) => void
  /** `null` where it never did. */
  readonly closedAt: (state: State, thread: ThreadKey) => Instant | null
}

export const listenToMeta = (): MetasWord => {
  const heard = new Map<string, ThreadKey & { readonly at: Instant }>()
  return {
    hear: (state, event) => {
      if (event.type !== 'message-status' || event.status !== 'failed') return
      if (!isWindowRefusal(event.errorCode ?? null)) return
      const { phoneNumberId, customer } = event
      const at = sendingOf(threadOf(state, event), event)
      const name = JSON.stringify([phoneNumberId, customer])
      if ((heard.get(name)?.at ?? -Infinity) < at) heard.set(name, { phoneNumberId, customer, at })
    },
    closedAt: (state, thread) => {
      // A customer may have become known by another id since.
      const own = canonicalKey(state, thread)
      const instants = [...heard.values()].flatMap((word) => {
        const key = canonicalKey(state, word)
        return key.phoneNumberId === own.phoneNumberId && key.customer === own.customer ? [word.at] : []
      })
      return instants.reduce<Instant | null>((last, at) => (last === null || at > last ? at : last), null)
    },
  }
}
