import { configureStore, createSlice } from '@reduxjs/toolkit'
import { assign, initialTransition, setup, transition } from 'xstate'

/** A state machine of XState for each thread, which keeps what the loop over a `Map` keeps. */
const thread = setup({
  actions: {
    said: assign(({ context, event }) => ({
      seen: { ...context.seen, [event.id]: true },
      latest: Math.max(context.latest, event.at),
    })),
  },
  guards: {
    isNew: ({ context, event }) => !(event.id in context.seen),
  },
}).createMachine({
  initial: 'closed',
  context: { seen: {}, latest: -Infinity },
  states: {
    closed: { on: { 'customer-messaged': { guard: 'isNew', target: 'open', actions: 'said' } } },
    open: {
      on: {
        'customer-messaged': { guard: 'isNew', actions: 'said' },
        'message-status': { guard: 'isNew' },
        'business-messaged': { guard: 'isNew' },
      },
    },
  },
})

/** @param {readonly { type: string, id: string, at: number, customer: string }[]} events */
export const absorbByXState = (events) => {
  const snapshots = new Map()
  const [first] = initialTransition(thread)
  for (const event of events) {
    const before = snapshots.get(event.customer) ?? first
    snapshots.set(event.customer, transition(thread, before, event)[0])
  }
  return snapshots.size
}

const slice = createSlice({
  name: 'threads',
  initialState: {},
  reducers: {
    told: (state, { payload }) => {
      const known = (state[payload.customer] ??= { seen: {}, latest: null })
      if (known.seen[payload.id]) return
      known.seen[payload.id] = true
      if (payload.type === 'customer-messaged') known.latest = Math.max(known.latest ?? 0, payload.at)
    },
  },
})

/**
 * A store of Redux Toolkit without its checks for development, in which these events are already.
 *
 * @param {readonly { type: string, id: string, at: number, customer: string }[]} events
 */
export const reduxStore = (events) => {
  const threads = {}
  for (const { customer, at, id } of events) threads[customer] = { seen: { [id]: true }, latest: at }
  const store = configureStore({
    reducer: slice.reducer,
    preloadedState: threads,
    middleware: () => [],
    devTools: false,
  })
  return (event) => void store.dispatch(slice.actions.told(event))
}
