/**
 * The only door to fp-ts and io-ts. Node resolves `fp-ts/lib/X.js` and nothing shorter, so the paths
 * are written once, here.
 */
export * as E from 'fp-ts/lib/Either.js'
export * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
export { isLeft, isRight, left, match, right } from 'fp-ts/lib/Either.js'
export { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
export { pipe } from 'fp-ts/lib/function.js'
export * as t from 'io-ts'

export type { Either, Left, Right } from 'fp-ts/lib/Either.js'
export type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
