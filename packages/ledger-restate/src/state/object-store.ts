import type { ThreadKey } from '@guichet/core'
import type { LedgerStore, Loaded, SendRow, TemplateRow, Tombstone, Wanted } from '@guichet/runtime'
import { threadsOfAll, type LoadedThreads } from '../by-number.ts'
import { claimsIn } from './claims.ts'
import { applyChange } from './commit.ts'
import { intentsIn } from './intents.ts'
import { sendsKey, templatesKey, tombstoneKey } from './keys.ts'
import { metaOf } from './meta.ts'
import { numbersIn } from './numbers.ts'
import { pagesIn } from './pages.ts'
import { prefetchWanted } from './prefetch.ts'
import type { State } from './state.ts'
import { threadsIn } from './threads.ts'

/** What the object of one phone number is asked of others. */
export interface Elsewhere extends Pick<LedgerStore, 'phoneNumbers' | 'counting'> {
  /** Threads of phone numbers that other objects have. */
  readonly load: (threads: Wanted['threads']) => Promise<LoadedThreads>
}

/**
 * What a ledger decides by, in the state of the object that a phone number has, or that the accounts have. Nobody else
 * writes to it meanwhile, so a commit meets no conflict.
 */
export const objectStore = (state: State, own: string, elsewhere: Elsewhere): LedgerStore => {
  const claims = claimsIn(state)
  const intents = intentsIn(state)
  const threads = threadsIn(state)
  const numbers = numbersIn(state)

  const load = async (wanted: Wanted): Promise<Loaded> => {
    const isOwn = ({ phoneNumberId }: ThreadKey): boolean => phoneNumberId === own
    const others = wanted.threads.filter((key) => !isOwn(key))
    if (others.length === 0) return loadOwn(wanted)
    const [ours, theirs] = await Promise.all([
      loadOwn({ ...wanted, threads: wanted.threads.filter(isOwn) }),
      elsewhere.load(others),
    ])
    return { ...ours, ...threadsOfAll([ours, theirs]) }
  }

  const loadOwn = async (wanted: Wanted): Promise<Loaded> => {
    await prefetchWanted(state, wanted)
    const homes = await Promise.all(wanted.threads.map(({ customer }) => threads.home(customer)))
    const customers = [...new Set(homes.flatMap((home) => home ?? []))]
    const rows = (await Promise.all(customers.map(threads.row))).flatMap((row) => row ?? [])
    const known = new Map(
      wanted.threads.flatMap((key) =>
        key.known === undefined ? [] : [[key.known.customer, key.known.revision] as const],
      ),
    )
    const isKnown = ({ customer, revision }: (typeof rows)[number]): boolean =>
      known.get(customer) === revision
    const named = await Promise.all([
      ...wanted.intents.map(({ recipient, key }) => intents.get(recipient, key)),
      ...wanted.intentIds.map(intents.byId),
    ])
    const { isTombstoned } = await metaOf(state)
    const tombstones = await Promise.all(
      (isTombstoned ? wanted.tombstones : []).map(async (digest): Promise<Tombstone | null> => {
        const at = await state.get<number>(tombstoneKey(digest))
        return at === null ? null : { digest, at }
      }),
    )
    const phoneNumbers = await Promise.all(wanted.phoneNumbers.map(numbers.get))
    return {
      threads: await Promise.all(rows.filter((row) => !isKnown(row)).map(threads.stored)),
      unchanged: rows.filter(isKnown).map(({ phoneNumberId, customer }) => ({ phoneNumberId, customer })),
      intents: [...new Map(named.flatMap((row) => (row === null ? [] : [[row.id, row] as const]))).values()],
      phoneNumbers: phoneNumbers.flatMap((row) => row ?? []),
      tombstones: tombstones.flatMap((one) => one ?? []),
      templates: await pagesIn<TemplateRow>(state, templatesKey).length(),
      sends: (await metaOf(state)).toldOfSends,
    }
  }

  return {
    load,
    commit: async (change) => {
      await applyChange(state, own, change)
      return 'committed'
    },
    events: ({ customer }, { after, limit }) => threads.events(customer, after, limit),
    templates: ({ after, limit }) => pagesIn<TemplateRow>(state, templatesKey).after(after, limit),
    sends: async ({ after, limit }) => {
      const rows = (await state.get<readonly SendRow[]>(sendsKey)) ?? []
      const next = after === null ? 0 : rows.findIndex(({ id }) => id > after.id)
      return next < 0 ? [] : rows.slice(next, next + limit)
    },
    phoneNumbers: () => (own === '' ? numbers.all() : elsewhere.phoneNumbers()),
    claimed: (use) => claims.claimed(use),
    counting: async (query) => {
      const others = query.phoneNumberIds.filter((id) => id !== own)
      const rows = others.length === query.phoneNumberIds.length ? [] : await claims.counting(query)
      return others.length === 0
        ? rows
        : [...rows, ...(await elsewhere.counting({ ...query, phoneNumberIds: others }))]
    },
    openTo: async (keys) => (await Promise.all(keys.map(({ customer }) => intents.openTo(customer)))).flat(),
  }
}
