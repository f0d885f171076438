import type { Change } from '../store/change.ts'
import { isStoreFailure } from '../store/failure.ts'
import type { Store } from '../store/store.ts'
import { changeOf } from './given.ts'

/** Rejects the case, with what is wrong, unless it holds. */
export const expectThat = (holds: boolean, problem: string): void => {
  if (!holds) throw new Error(problem)
}

/** Both have the same structure and the same values, of the same types; the order of properties is free. */
export const expectSame = (actual: unknown, expected: unknown, what: string): void => {
  const [got, wanted] = [canonical(actual), canonical(expected)]
  if (got === wanted) return
  const start = Math.max(0, firstDifference(got, wanted) - 60)
  throw new Error(`${what}: expected ${excerpt(wanted, start)}, got ${excerpt(got, start)}`)
}

/** The same elements, in any order. */
export const expectSameSet = (actual: readonly unknown[], expected: readonly unknown[], what: string): void =>
  expectSame(inAnyOrder(actual), inAnyOrder(expected), what)

/** A list whose order is of no meaning, brought into one. */
export const inAnyOrder = <Element>(list: readonly Element[]): readonly Element[] =>
  list
    .map((element) => ({ element, text: canonical(element) }))
    .sort((one, other) => (one.text < other.text ? -1 : 1))
    .map(({ element }) => element)

export const expectCommitted = async (
  store: Store,
  parts: Partial<Change>,
  what = 'a commit whose expectations all hold',
): Promise<void> => expectSame(await store.commit(changeOf(parts)), 'committed', what)

export const expectConflict = async (store: Store, parts: Partial<Change>, what: string): Promise<void> =>
  expectSame(await store.commit(changeOf(parts)), 'conflict', what)

/** The call rejects with the store failure `unavailable`. */
export const expectUnavailable = async (call: () => Promise<unknown>, what: string): Promise<void> => {
  const outcome: unknown = await call().then(
    () => 'an answer',
    (thrown: unknown) => thrown,
  )
  expectThat(isStoreFailure(outcome), `${what}: expected a store failure, got ${String(outcome)}`)
  if (isStoreFailure(outcome)) expectSame(outcome.kind, 'unavailable', what)
}

/** JSON with sorted properties. A bigint is not the number that it stands for, nor is a string. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return `the bigint ${part}`
    if (part === undefined) return 'undefined'
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
  })

const firstDifference = (one: string, other: string): number => {
  let index = 0
  while (index < one.length && one[index] === other[index]) index += 1
  return index
}

const excerpt = (text: string, start: number): string =>
  `${start > 0 ? '…' : ''}${text.slice(start, start + 300)}${text.length > start + 300 ? '…' : ''}`
