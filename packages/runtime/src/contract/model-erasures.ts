import type { Anew, Erasure, Within } from '../store/erasure.ts'
import { keyOf, newThread, together } from './given.ts'
import { columns, customers, keys, phones, randomInstant, rowsPart, type Known } from './model-changes.ts'
import type { Random } from './random.ts'

/** An erasure of a customer, perhaps within a part of the store. */
export const randomErasure = (random: Random, known: Known): Erasure => {
  const customer = random.pick(customers)
  const erasure = {
    threads: phones.map((id) => keyOf(customer, id)),
    ids: random.chance(0.5) ? [customer] : [],
    tombstones: [{ digest: customer, at: randomInstant(random) }],
    ...(random.chance(0.3) ? { within: withinPart(random) } : {}),
  }
  return random.chance(0.5) ? erasure : { ...erasure, anew: anewPart(random, known, customer) }
}

const withinPart = (random: Random): Within => ({
  phoneNumbers: phones.filter(() => random.chance(0.5)),
  texts: keys.filter(() => random.chance(0.5)),
  queueEnd: random.chance(0.5) ? 'ue' : 'of nobody',
})

/** Another thread, perhaps in the place of the erased one, which is expected as it is or was. */
const anewPart = (random: Random, known: Known, erased: string): Anew => {
  const row = known.threads.find((one) => one.row.customer === erased)?.row
  const expected =
    row === undefined ? [] : [{ ...row, expected: row.revision - (random.chance(0.2) ? 1 : 0) }]
  const { removedClaims, claims, findings } = together(rowsPart(random))
  const given = { ...columns(random), length: random.below(4), revision: (row?.revision ?? 0) + 1 }
  return {
    expectedThreads: expected,
    removedClaims,
    claims,
    findings,
    removedIntents: known.intents.filter(() => random.chance(0.1)),
    intents: [],
    ...newThread(random.chance(0.7) ? erased : random.pick(customers), given),
  }
}
