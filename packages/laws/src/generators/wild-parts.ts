import fc from 'fast-check'
import type { Event, Instant } from '@guichet/core'
import type { Naming } from './wild-names.ts'

/** Where something happens. */
export interface Place {
  readonly id: string
  readonly at: Instant
  readonly name: Naming
  /** What happened before. */
  readonly before: readonly Event[]
}

/** Something that happens, wherever it does. */
export type Happening = (place: Place) => Event

/** Half of the time absent. */
export const maybe = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> =>
  fc.option(arbitrary, { nil: undefined })

/** Any of these words, the first most simply. */
export const among = (words: string): fc.Arbitrary<string> => fc.constantFrom(...words.split(' '))

/** A record without its undefined fields. */
export const defined = <A extends object>(fields: A): { [K in keyof A]?: Exclude<A[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof A]?: Exclude<A[K], undefined>
  }
