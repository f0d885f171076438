import { memoryStore } from '../store/memory.ts'
import type { Store } from '../store/store.ts'
import { caseOfTwo, type ContractCase } from './case.ts'
import { expectSame } from './expect.ts'
import { month, otherPhone, phone, upTo } from './given.ts'
import { customers, modelNames, randomChange, randomInstant, type Known } from './model-changes.ts'
import { randomErasure } from './model-erasures.ts'
import { randomOf, type Random } from './random.ts'
import { survey, wantedOf } from './survey.ts'

/** Random changes, on the store and on the one in memory: both say the same and hold the same. */
export const modelCase = (seed: number, steps: number): ContractCase =>
  caseOfTwo(`${steps} random changes do the same here as in memory (seed ${seed}).`, async (one, other) => {
    const [model, random] = [memoryStore(), randomOf(seed)]
    for (let step = 1; step <= steps; step += 1) {
      const store = random.chance(0.5) ? one : other
      await takeStep(random, model, store, `step ${step} of seed ${seed}`)
      if (step % 10 === 0 || step === steps) {
        const expected = await survey(model, modelNames)
        const stored = await survey(store === one ? other : one, modelNames)
        for (const [name, part] of Object.entries(expected))
          expectSame(stored[name], part, `${name} after step ${step} of seed ${seed}`)
      }
    }
  })

const takeStep = async (random: Random, model: Store, store: Store, what: string): Promise<void> => {
  const kind = random.below(20)
  if (kind === 0) {
    const erasure = randomErasure(random, await knownOf(model))
    expectSame(await store.erase(erasure), await model.erase(erasure), `the erasure in ${what}`)
  } else if (kind === 1) {
    const before = randomInstant(random) - 25
    const texts = random.chance(0.5) ? undefined : [random.pick(customers), '1']
    const pruned = await store.pruneJournal(before, texts)
    expectSame(pruned, await model.pruneJournal(before, texts), `pruned in ${what}`)
  } else {
    const change = randomChange(random, await knownOf(model))
    expectSame(await store.commit(change), await model.commit(change), `the commit in ${what}`)
  }
  const until = randomInstant(random)
  const use = { phoneNumberIds: [phone, otherPhone], month, until, limit: 1 + random.below(20) }
  expectSame(await store.claimed(use), await model.claimed(use), `the claims after ${what}`)
  await expectSameDue(random, model, store, what)
}

/** Which of several at one instant come first is left to the store. */
const expectSameDue = async (random: Random, model: Store, store: Store, what: string): Promise<void> => {
  const opensAt = randomInstant(random)
  const [interval, limit] = [{ opensAt, closesAt: opensAt + random.below(30) }, 1 + random.below(5)]
  for (const column of ['window', 'reply'] as const) {
    const [due, expected] = [
      await store.due(column, interval, limit),
      await model.due(column, interval, limit),
    ].map((rows) => rows.map((row) => (column === 'window' ? row.windowClosesAt : row.replyBy)))
    expectSame(due, expected, `what is due (${column}) after ${what}`)
  }
}

const knownOf = async (model: Store): Promise<Known> => {
  const loaded = await model.load(modelNames)
  const homes: Known['homes'][number][] = []
  for (const key of modelNames.threads) {
    const { threads } = await model.load(wantedOf({ threads: [key] }))
    homes.push({ ...key, row: threads[0]?.row ?? null })
  }
  return { ...loaded, homes }
}

/** The ones that every store is run against. */
export const modelCases: readonly ContractCase[] = upTo(5).map((index) => modelCase(20_261_001 + index, 150))
