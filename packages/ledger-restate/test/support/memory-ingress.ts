import type { Ingress } from '../../src/index.ts'
import { answer, batch, erase, learn, seen, taken, type Within } from '../../src/object/handlers.ts'
import { waves } from '../../src/object/waves.ts'
import type { Batch, Erasing, Learned, Question, Seen } from '../../src/protocol.ts'
import { memoryState } from '../../src/state/state.ts'

/** Objects in memory: writers one after the other, readers beside them; all that is said is JSON. */
export const memoryIngress = (): Ingress & { readonly dump: () => string } => {
  const states = new Map<string, Map<string, string>>()
  const writers = new Map<string, Promise<unknown>>()

  const within = (own: string): Within => {
    const values = states.get(own) ?? new Map<string, string>()
    states.set(own, values)
    const { ask: inWaves } = waves()
    const state = memoryState(values)
    return {
      own,
      state: { ...state, get: (key) => inWaves(() => state.get(key)) },
      keys: async () => [...values.keys()],
      accounts: {
        seen: (known) => call('', 'seen', known),
        numbers: () => ask('', { is: 'numbers' }),
      },
      ask: (phoneNumberId, question) => ask(phoneNumberId, question),
    }
  }
  const handlers: Readonly<Record<string, (own: string, input: unknown) => Promise<unknown>>> = {
    batch: (own, input) => batch(within(own), input as Batch),
    learn: (own, input) => learn(within(own), input as Learned),
    seen: (own, input) => seen(within(own), input as Seen),
    taken: (own, input) => taken(within(own), input as number),
    erase: (own, input) => erase(within(own), input as Erasing),
    prove: async () => null,
  }
  const carried = <Value>(value: unknown): Value =>
    (value === undefined ? null : JSON.parse(JSON.stringify(value))) as Value
  const call = <Answer>(own: string, handler: string, input: unknown): Promise<Answer> => {
    const before = writers.get(own) ?? Promise.resolve()
    const done = before.then(async () => carried<Answer>(await handlers[handler]?.(own, carried(input))))
    writers.set(
      own,
      done.catch(() => undefined),
    )
    return done
  }
  const ask = async <Answer>(own: string, question: Question): Promise<Answer> =>
    carried<Answer>(await answer(within(own), carried(question)))
  const dump = (): string => JSON.stringify([...states].map(([own, values]) => [own, [...values]]))
  return { call, ask, dump }
}
