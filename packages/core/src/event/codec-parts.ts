import { t } from '../prelude.ts'

/** What the codecs of events are made of. */

const text = (name: string, longest: number): t.Type<string> =>
  new t.Type(
    name,
    (u): u is string => typeof u === 'string' && u.length > 0 && u.length <= longest,
    (u, context) =>
      typeof u === 'string' && u.length > 0 && u.length <= longest
        ? t.success(u)
        : t.failure(u, context, `not a text of 1 to ${longest} characters`),
    t.identity,
  )

/** An id of Meta's. */
export const Id: t.Type<string> = text('Id', 1024)
/** A word of Meta's: a kind, a category, a template's name. */
export const Word: t.Type<string> = text('Word', 512)

const isWhole = (u: unknown): u is number => Number.isSafeInteger(u)

export const WholeNumber: t.Type<number> = new t.Type(
  'WholeNumber',
  isWhole,
  (u, context) => (isWhole(u) ? t.success(u) : t.failure(u, context, 'not a whole number')),
  t.identity,
)

const isAmount = (u: unknown): u is number => isWhole(u) && u >= 0

/** How many: a whole number that is not negative. */
export const Amount: t.Type<number> = new t.Type(
  'Amount',
  isAmount,
  (u, context) => (isAmount(u) ? t.success(u) : t.failure(u, context, 'not a whole number from 0 on')),
  t.identity,
)

const isAmountOrNull = (u: unknown): u is number | null => u === null || isAmount(u)

/** How many, or `null` for any number. */
export const AmountOrNull: t.Type<number | null> = new t.Type(
  'AmountOrNull',
  isAmountOrNull,
  (u, context) =>
    isAmountOrNull(u) ? t.success(u) : t.failure(u, context, 'not a whole number from 0 on, or null'),
  t.identity,
)

export const oneOf = <const A extends string>(name: string, words: readonly A[]): t.Type<A> =>
  new t.Type(
    name,
    (u): u is A => words.some((word) => word === u),
    (u, context) => {
      const word = words.find((candidate) => candidate === u)
      return word === undefined ? t.failure(u, context, `not one of ${words.join(', ')}`) : t.success(word)
    },
    t.identity,
  )

/** The codec; it does not compile unless it names every field of `A`. */
export const whole =
  <A>() =>
  <C extends t.Mixed>(codec: C & Complete<A, C>): C =>
    codec

type Complete<A, C extends t.Mixed> = [Lacking<A, C>] extends [never]
  ? unknown
  : { readonly lacks: Lacking<A, C> }

type Lacking<A, C extends t.Mixed> = Exclude<keyof A, keyof t.TypeOf<C>>
