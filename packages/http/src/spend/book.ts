import type { Instant, ThreadCharge } from '@guichet/core'
import { allotTiers } from '@guichet/core/store'
import type { Runtime } from '@guichet/runtime'

/** The charges of a month, over all threads. */
export interface SpendBook {
  /** Those that are delivered since an instant, each with what free tiers make of it. */
  readonly since: (from: Instant) => Promise<readonly ThreadCharge[]>
}

/** Threads that are read together. */
const portion = 16

/**
 * Reads the charges of threads that something happened in since, and remembers those of each thread until it changes. A
 * template that is known otherwise may change what was charged, so that all are read anew then.
 */
export const spendBook = (
  runtime: Pick<Runtime, 'threadsSince' | 'history' | 'templates' | 'phoneNumbers'>,
): SpendBook => {
  let known = new Map<string, Kept>()
  let basis = ''
  let underWay: Promise<unknown> = Promise.resolve()

  const read = async (from: Instant): Promise<readonly ThreadCharge[]> => {
    const categories = (await runtime.templates()).map(({ account, name, language, category }) => [
      account,
      name,
      language,
      category,
    ])
    const now = JSON.stringify([from, categories])
    const before = now === basis ? known : new Map<string, Kept>()
    const next = new Map<string, Kept>()
    let waiting: Promise<void>[] = []
    for await (const { phoneNumberId, customer, revision } of runtime.threadsSince(from)) {
      const name = JSON.stringify([phoneNumberId, customer])
      const kept = before.get(name)
      if (kept?.revision === revision) next.set(name, kept)
      else
        waiting.push(
          runtime.history({ phoneNumberId, customer }).then(({ charges }) => {
            const own = charges.filter(({ at }) => at >= from)
            next.set(name, { revision, charges: own.map((one) => ({ phoneNumberId, customer, ...one })) })
          }),
        )
      if (waiting.length < portion) continue
      await Promise.all(waiting)
      waiting = []
    }
    await Promise.all(waiting)
    known = next
    basis = now
    const numbers = new Map(
      (await runtime.phoneNumbers()).map(({ id, accounts }) => [id, accounts[0] ?? null]),
    )
    return allotTiers(
      [...next.values()].flatMap(({ charges }) => charges),
      ({ phoneNumberId }, per) =>
        per === 'phone-number' ? phoneNumberId : JSON.stringify(numbers.get(phoneNumberId) ?? null),
    )
  }

  return {
    // One after the other: the second finds most in what the first has read.
    since: (from) => {
      const one = underWay.then(() => read(from))
      underWay = one.catch(() => undefined)
      return one
    },
  }
}

interface Kept {
  readonly revision: number
  readonly charges: readonly ThreadCharge[]
}
