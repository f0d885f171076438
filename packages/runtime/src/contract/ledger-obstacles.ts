import type { Committed } from '../store/store.ts'
import { isStoreFailure, storeFailure } from '../store/failure.ts'
import { expectSame, expectThat } from './expect.ts'
import { otherPhone, phone, upTo } from './given.ts'
import { ledgerCase, obstructed, type LedgerCase, type Obstacle } from './ledger-case.ts'
import { claim, counts, says, takeIn } from './ledger-given.ts'

/** Something else happens in place of the first commits. */
const first = (count: number, instead: Obstacle): Obstacle => {
  let left = count
  return (change, commit) => (left-- > 0 ? instead(change, commit) : commit())
}

/** What the command came to: `null`, or the kind of the store's failure. */
const failureOf = (one: Promise<unknown>): Promise<string | null> =>
  one.then(
    () => null,
    (failure: unknown) => (isStoreFailure(failure) ? failure.kind : `another failure: ${String(failure)}`),
  )

/** The messages of twenty customers. */
const twenty = upTo(20).map((index) => takeIn(says(`m${index}`, `c${index}`)))

/** What ledgers do when commits fail, conflict or take their time. */
export const ledgerObstacles: readonly LedgerCase[] = [
  obstructed(
    'Where a commit fails, each of its commands is rejected with the failure; nothing is stored of it, and nothing is lost that is handed in again.',
    () => {
      let isFull = true
      return (change, commit) => {
        if (change.threads.some(({ row }) => row.customer === 'last')) isFull = false
        return isFull ? Promise.reject(storeFailure('full', 'the disk is full')) : commit()
      }
    },
    async (ledger) => {
      const failures = await Promise.all(twenty.map((one) => failureOf(ledger.perform(phone, one))))
      expectSame(
        failures,
        twenty.map(() => 'full'),
        'how the store failed',
      )
      expectSame(
        counts(await ledger.perform(phone, takeIn(says('last', 'last')))),
        [1, 0],
        'what comes after',
      )
      const again = await Promise.all(twenty.map((one) => ledger.perform(phone, one)))
      expectSame(
        again.map(counts),
        twenty.map(() => [1, 0]),
        'what is handed in again',
      )
    },
  ),

  obstructed(
    'A commit whose answer is lost is found out about: its commands are answered, and done once.',
    () =>
      first(1, async (_, commit) => {
        await commit()
        throw storeFailure('unavailable', 'the connection was lost', { isCertain: false })
      }),
    async (ledger) => {
      const results = await Promise.all([
        ledger.perform(phone, takeIn(says('hello', 'anna'))),
        ledger.perform(phone, claim('order-1', 'one', 'anna')),
      ])
      expectSame(results[1].is, 'claimed', 'a claim whose commit was in doubt')
      expectSame(
        counts(await ledger.perform(phone, takeIn(says('hello', 'anna')))),
        [0, 1],
        'the message again',
      )
      const later = await ledger.perform(phone, claim('order-1', 'two', 'anna'))
      expectSame(later.is, 'known', 'another claim under that key')
    },
  ),

  obstructed(
    'A command that the store does not take fails by itself.',
    () => (change, commit) =>
      change.threads.some(({ row }) => row.customer === 'c7')
        ? Promise.reject(storeFailure('unsuitable', 'the store does not take this'))
        : commit(),
    async (ledger) => {
      const failures = await Promise.all(twenty.map((one) => failureOf(ledger.perform(phone, one))))
      expectSame(
        failures,
        twenty.map((_, index) => (index === 7 ? 'unsuitable' : null)),
        'which ones failed',
      )
    },
  ),

  obstructed(
    'What conflicts is decided again.',
    () => first(9, async () => 'conflict'),
    async (ledger) => {
      const results = await Promise.all(twenty.map((one) => ledger.perform(phone, one)))
      expectSame(
        results.map(counts),
        twenty.map(() => [1, 0]),
        'what came of commands that met a conflict',
      )
    },
  ),

  {
    title: 'A commit that takes its time on one phone number holds up none of many commands on another.',
    hasObstacles: true,
    run: async (place) => {
      let [begin, release] = [(): void => undefined, (): void => undefined]
      const begun = new Promise<void>((resolve) => (begin = resolve))
      const released = new Promise<void>((resolve) => (release = resolve))
      const obstacle: Obstacle = async (change, commit): Promise<Committed> => {
        if (change.threads.some(({ row }) => row.customer === 'slow')) {
          begin()
          await released
        }
        return commit()
      }
      const slowly = obstructed(
        '',
        () => obstacle,
        async (ledger) => {
          const slow = ledger.perform(phone, takeIn(says('hello', 'slow')))
          await begun
          try {
            const others = upTo(200).map((index) => takeIn(says(`m${index}`, `c${index}`, otherPhone)))
            const results = await within(
              10_000,
              Promise.all(others.map((one) => ledger.perform(otherPhone, one))),
            )
            expectThat(results !== null, 'commands on another phone number are done meanwhile')
            expectSame(
              results?.map(counts),
              others.map(() => [1, 0]),
              'what came of them',
            )
          } finally {
            release()
          }
          expectSame(counts(await slow), [1, 0], 'what came of the slow one')
        },
      )
      await slowly.run(place)
    },
  },

  ledgerCase('Once nothing is under way, every command is answered.', async (ledger) => {
    let answered = 0
    const all = Promise.allSettled(
      upTo(100).map(async (index) => {
        await ledger.perform(phone, takeIn(says(`m${index}`, `c${index % 7}`)))
        answered++
      }),
    )
    await ledger.idle()
    const answeredThen = answered
    await all
    expectSame(answeredThen, 100, 'how many are answered')
  }),
]

/** What comes within that time, in milliseconds; else `null`. */
const within = async <Result>(milliseconds: number, result: Promise<Result>): Promise<Result | null> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), milliseconds)
  })
  try {
    return await Promise.race([result, late])
  } finally {
    clearTimeout(timer)
  }
}
