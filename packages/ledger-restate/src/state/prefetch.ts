import type { Change, Wanted } from '@guichet/runtime'
import { bucketOf } from './claims.ts'
import {
  allOpenKey,
  bucketKey,
  claimKey,
  claimsKey,
  intentIdKey,
  intentKey,
  intentsKey,
  metaKey,
  monthKey,
  numberKey,
  numbersKey,
  openKey,
  outboxKey,
  passedKey,
  sendsKey,
  templatesKey,
  threadHead,
} from './keys.ts'
import { lastPageKey } from './pages.ts'
import type { State } from './state.ts'

// Each question to Restate takes a way through its log, and what is asked together takes one way together. So what a
// call will need is asked for first; what is not guessed here is asked for when it is needed.

/** Reads those keys together. */
const readAll = async (state: State, keys: readonly string[]): Promise<void> => {
  await Promise.all([...new Set(keys)].map((key) => state.get(key)))
}

/** Reads those pages' lengths, and then the last page of each, which is the one that is added to. */
const readLastPages = async (state: State, names: readonly string[]): Promise<void> => {
  const lengths = await Promise.all(names.map((name) => state.get<number>(name)))
  await readAll(
    state,
    names.flatMap((name, index) => lastPageKey(name, lengths[index] ?? 0) ?? []),
  )
}

/** What each batch of a phone number reads. */
export const prefetchBatch = (state: State, own: string): Promise<void> =>
  readAll(state, [metaKey, passedKey, numberKey(own), templatesKey, sendsKey, outboxKey])

/** What is wanted of threads and intents; most threads are kept under the id that is asked for. */
export const prefetchWanted = async (
  state: State,
  { threads, intents, intentIds, phoneNumbers }: Wanted,
): Promise<void> => {
  const customers = [...new Set(threads.map(({ customer }) => customer))]
  await readAll(state, [
    ...customers.flatMap((customer) => [
      threadHead(customer),
      ...(intents.length > 0 ? [openKey(customer)] : []),
    ]),
    ...intents.map(({ recipient, key }) => intentKey(recipient, key)),
    ...intentIds.map(intentIdKey),
    ...phoneNumbers.map(numberKey),
    metaKey,
    templatesKey,
  ])
}

/** What storing a change reads. */
export const prefetchChange = async (state: State, own: string, change: Change): Promise<void> => {
  const { intents, threads, claims, removedClaims, phoneNumbers, templates, sends, removedSends } = change
  const counted = [...claims, ...removedClaims]
  const recipients = [...new Set(intents.map(({ recipient }) => recipient))]
  const pages = [
    ...recipients.map(intentsKey),
    ...new Set(claims.map(({ customer }) => claimsKey(customer))),
    ...(templates.length > 0 ? [templatesKey] : []),
    ...(phoneNumbers.length > 0 ? [numbersKey] : []),
  ]
  await readAll(state, [
    ...pages,
    ...(intents.length > 0 ? [allOpenKey] : []),
    ...intents.map(({ recipient, key }) => intentKey(recipient, key)),
    ...recipients.map(openKey),
    ...threads.map(({ row }) => threadHead(row.customer)),
    ...counted.flatMap(({ customer, message, month, at }) => [
      claimKey(customer, message),
      monthKey(month),
      bucketKey(month, bucketOf(at)),
    ]),
    ...phoneNumbers.map(({ id }) => numberKey(own === '' ? id : own)),
    ...(sends.length + removedSends.length > 0 ? [sendsKey] : []),
  ])
  await readLastPages(state, pages)
}
