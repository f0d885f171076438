import {
  isRight,
  type Engine,
  type Instant,
  type Question,
  type ThreadEvent,
  type View,
} from '../../src/index.ts'
import { emptyState } from '../../src/store.ts'
import { key } from './arbitraries.ts'

/** An engine over a list of arrivals: the seam at which mutants are put in. */
export interface Folded {
  readonly view: (at: Instant) => View | null
  readonly allows: (question: Question, at: Instant) => boolean
}

export type Fold = (arrived: readonly ThreadEvent[]) => Folded

/** Folds the arrivals with the engine under test. */
export const foldWith =
  (engine: Engine): Fold =>
  (arrived) => {
    const state = arrived.reduce(engine.evolve, emptyState)
    return {
      view: (at) => {
        const view = engine.view(state, key, at)
        return isRight(view) ? view.right : null
      },
      allows: (question, at) => isRight(engine.ask(state, key, question, at)),
    }
  }

/** Two values are the same JSON. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
