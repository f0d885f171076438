import { noChange, type Erasure } from '@guichet/runtime'
import { claimsIn } from './claims.ts'
import { applyChange } from './commit.ts'
import { intentsIn } from './intents.ts'
import { passedKey, tombstoneKey } from './keys.ts'
import { changeMeta } from './meta.ts'
import { layerOn, type State } from './state.ts'
import { threadsIn } from './threads.ts'

/**
 * Forgets a customer in the object of one phone number; see `Erasure`. `false`, and nothing is done, where a thread is
 * not as its reader had read it. `name` tells this erasure from others: claims go on under names that are made of it.
 */
export const eraseFrom = async (
  below: State,
  own: string,
  { threads: all, ids, tombstones, anew }: Erasure,
  name: string,
): Promise<boolean> => {
  const state = layerOn(below)
  const threads = threadsIn(state)
  const claims = claimsIn(state)
  const intents = intentsIn(state)
  const isOwn = ({ phoneNumberId }: { readonly phoneNumberId: string }): boolean => phoneNumberId === own
  const { expectedThreads = [], removedClaims = [], removedIntents = [] } = anew ?? {}

  for (const { customer, expected } of expectedThreads.filter(isOwn))
    if (((await threads.row(customer))?.revision ?? 0) !== expected) return false
  for (const row of removedClaims.filter(isOwn)) await claims.remove(row)
  for (const { recipient, key } of removedIntents.filter(isOwn)) {
    const row = await intents.get(recipient, key)
    if (row !== null) await intents.remove(row)
  }
  for (const { customer } of all.filter(isOwn)) {
    const row = await threads.row(customer)
    for (const id of row?.aliases ?? []) if ((await threads.home(id)) === customer) threads.leadNowhere(id)
    await threads.drop(customer)
    for (const claim of await claims.ofCustomer(customer)) {
      await claims.remove(claim)
      await claims.add({ ...claim, customer: '', message: `${name} ${claim.month} ${await claims.next()}` })
    }
    await claims.forget(customer)
  }
  for (const id of ids) {
    for (const row of await intents.to(id)) await intents.remove(row)
    await intents.forget(id)
  }
  if (tombstones.length > 0) await changeMeta(state, () => ({ isTombstoned: true }))
  for (const { digest, at } of tombstones) {
    const before = await state.get<number>(tombstoneKey(digest))
    state.set(tombstoneKey(digest), Math.max(at, before ?? at))
  }
  state.clear(passedKey)
  const left = {
    threads: (anew?.threads ?? []).filter(({ row }) => isOwn(row)),
    ids: (anew?.ids ?? []).filter(isOwn),
    claims: (anew?.claims ?? []).filter(isOwn),
    intents: (anew?.intents ?? []).filter(isOwn),
  }
  await applyChange(state, own, { ...noChange, ...left })
  state.writeThrough()
  return true
}
