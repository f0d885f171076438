import { describe, expect, it } from 'vitest'
import { asker } from '../src/page/ask.ts'
import { cell, type Cell } from '../src/page/cell.ts'
import { keyOf } from '../src/page/model/thread.ts'
import type { Client, Reply } from '../src/page/server/client.ts'
import { forgetAnswers, initialState, type State } from '../src/page/state.ts'
import { thread } from './support/threads.ts'
import { settled } from './support/virtual-time.ts'

const refusal = { answer: 'refused', reasons: [], remedies: [] }
const good: Reply = { is: 'ok', body: refusal, askedAt: 0 }
const bad: Reply = { is: 'failed', reason: 'gone' }

/** A thread that stays in view, and a server that answers in turn. */
const looking = (replies: readonly Reply[]) => {
  const rest = [...replies]
  let now = 0
  let asked = 0
  const unused = (): Promise<never> => Promise.reject(new Error('it only posts'))
  const client: Client = {
    get: unused,
    picture: unused,
    stream: unused,
    post: async () => {
      asked++
      return rest.shift() ?? bad
    },
  }
  const state: Cell<State> = cell(
    initialState,
    () => {},
    () => {},
  )
  const ask = asker({ client, state, steady: () => now })
  return {
    state,
    /** Looks every second for so long, and tells how often the server was asked meanwhile. */
    look: async (seconds: number): Promise<number> => {
      const before = asked
      for (let second = 0; second < seconds; second++) {
        ask(thread())
        await settled()
        now += 1000
      }
      return asked - before
    },
  }
}

describe('whether a service message may be sent', () => {
  it('is asked once a minute of a thread that is looked at', async () => {
    const { look, state } = looking([good, good])
    expect(await look(60)).toBe(1)
    expect(state.value().answers.get(keyOf(thread()))).toEqual({
      is: 'refused',
      reasons: [],
      remedies: [],
      notKnown: [],
    })
    expect(await look(1)).toBe(1)
  })

  it('is asked again at once when the thread has changed', async () => {
    const { look, state } = looking([good, good])
    await look(5)
    state.update((before) => forgetAnswers(before, [keyOf(thread())]))
    expect(await look(5)).toBe(1)
  })

  it('is not asked every second of a server that fails', async () => {
    const { look } = looking([])
    expect(await look(15)).toBe(1)
    expect(await look(15)).toBe(1)
  })
})
