import {
  isRight,
  readState,
  threadsOf,
  writeState,
  type Charge,
  type Engine,
  type Event,
  type RulebookId,
  type State,
  type StateAbsorbed,
  type ThreadCharge,
  type ThreadEvent,
  type ThreadKey,
} from '../../src/index.ts'
import { emptyState } from '../../src/store.ts'
import { readLines, withTiers } from '@guichet/laws'

/** All charges of what arrived: the seam at which mutants are put in. */
export type Bill = (arrived: readonly Event[]) => readonly ThreadCharge[]

/** Folds the arrivals and keeps what settling decided, as a caller with its own accounts does. */
export interface Books {
  readonly absorb: (event: Event) => StateAbsorbed
  readonly settle: (key: ThreadKey, now: number) => void
  /** Writes everything down, forgets it and reads it again; a mutant forgets more. */
  readonly restart: (forget?: (key: string, value: unknown) => unknown) => void
  readonly state: () => State
  /** What was settled, without what the state still knows. */
  readonly settled: () => readonly ThreadCharge[]
  readonly charges: () => readonly ThreadCharge[]
}

/** Opens the books of an engine. */
export const booksOf = (engine: Engine): Books => {
  let state = emptyState
  const settled: ThreadCharge[] = []
  const keep = (charges: readonly Charge[], key: ThreadKey): void => {
    settled.push(...charges.map((charge) => ({ ...key, ...charge })))
  }
  return {
    absorb: (event) => {
      const absorbed = engine.absorb(state, event)
      state = absorbed.state
      if (absorbed.thread !== null) keep(absorbed.settled.charges, absorbed.thread)
      return absorbed
    },
    settle: (key, now) => {
      const done = engine.settle(state, key, now)
      state = done.state
      keep(done.settled.charges, key)
    },
    restart: (forget) => {
      const read = readState(JSON.parse(JSON.stringify(writeState(state)), forget))
      if (isRight(read)) state = read.right
    },
    state: () => state,
    settled: () => settled,
    charges: () => engine.charges(state, settled),
  }
}

/** Bills the arrivals with the engine under test. */
export const billWith =
  (engine: Engine): Bill =>
  (arrived) => {
    const books = booksOf(engine)
    for (const event of arrived) books.absorb(event)
    return books.charges()
  }

/** What a charge says, without its reasons. */
export type Line = Pick<
  ThreadCharge,
  'phoneNumberId' | 'customer' | 'message' | 'at' | 'rulebook' | 'unit' | 'category' | 'type'
>

export const lineOf = (charge: ThreadCharge): Line => lineIn(charge)

/** A bill as the reading copy of `laws` has it, which knows the values of the rulebooks and decides by itself. */
export const readBill = (
  events: readonly Event[],
  timeZone: string,
  rulebook: RulebookId | 'auto' = 'auto',
): readonly unknown[] => withTiers(readLines({ timeZone, rulebook, events }, Infinity)).map(lineIn)

const lineIn = <A extends { readonly [K in keyof Line]: unknown }>(charge: A): Pick<A, keyof Line> => {
  const { phoneNumberId, customer, message, at, rulebook, unit, category, type } = charge
  return { phoneNumberId, customer, message, at, rulebook, unit, category, type }
}

/** The threads of a state, in a fixed order. */
export const keysOf = (state: State): readonly ThreadKey[] =>
  [...threadsOf(state)]
    .map(({ phoneNumberId, customer }) => ({ phoneNumberId, customer }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

/** The facts of threads, without the templates'. */
export const threadEvents = (events: readonly Event[]): readonly ThreadEvent[] =>
  events.filter((event) => event.type !== 'template-changed')
