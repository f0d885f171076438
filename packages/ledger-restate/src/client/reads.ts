import type {
  ClaimRow,
  IntentRow,
  LedgerStore,
  Loaded,
  PhoneNumberRow,
  SendRow,
  Wanted,
} from '@guichet/runtime'
import { splitByNumber, threadsOfAll } from '../by-number.ts'
import type { Ingress } from './ingress.ts'

/** What a ledger decides by, read from the objects of many phone numbers. */
export type Reads = Omit<LedgerStore, 'commit'>

export const readsOf = ({ ask }: Ingress): Reads => {
  /** How many changes of each phone number that was read reported sends; and how often any of that changed. */
  const told = new Map<string, number>()
  let tellings = 0
  const sendsOf = new Map<string, { readonly told: number; readonly rows: readonly SendRow[] }>()
  const numbers = (): Promise<readonly PhoneNumberRow[]> => ask('', { is: 'numbers' })

  const loadOne = async (phoneNumberId: string, wanted: Wanted): Promise<Loaded> => {
    const loaded = await ask<Loaded>(phoneNumberId, { is: 'load', wanted })
    if (phoneNumberId !== '' && told.get(phoneNumberId) !== loaded.sends) {
      told.set(phoneNumberId, loaded.sends)
      tellings++
    }
    return loaded
  }
  const sendRows = async (phoneNumberId: string): Promise<readonly SendRow[]> => {
    const now = told.get(phoneNumberId) ?? 0
    const known = sendsOf.get(phoneNumberId)
    if (known !== undefined && known.told === now) return known.rows
    const rows = await ask<readonly SendRow[]>(phoneNumberId, {
      is: 'sends',
      page: { after: null, limit: 1_000_000 },
    })
    sendsOf.set(phoneNumberId, { told: now, rows })
    return rows
  }

  return {
    load: async (wanted) => {
      const parts = [...splitByNumber(wanted)]
      const loaded = await Promise.all(parts.map(([phoneNumberId, part]) => loadOne(phoneNumberId, part)))
      return {
        ...threadsOfAll(loaded),
        intents: loaded.flatMap(({ intents }) => intents),
        phoneNumbers: loaded.flatMap(({ phoneNumbers }) => phoneNumbers),
        tombstones: [
          ...new Map(
            loaded.flatMap(({ tombstones }) => tombstones.map((one) => [one.digest, one] as const)),
          ).values(),
        ],
        templates: Math.max(...loaded.map(({ templates }) => templates)),
        sends: tellings,
      }
    },
    events: ({ phoneNumberId, customer }, page) => ask(phoneNumberId, { is: 'events', customer, page }),
    templates: (page) => ask('', { is: 'templates', page }),
    sends: async ({ after, limit }) => {
      const rows = (await Promise.all([...told.keys()].map(sendRows))).flat()
      const sorted = rows.toSorted((one, other) => (isBefore(one, other) ? -1 : 1))
      const rest = after === null ? sorted : sorted.filter((row) => isBefore(after, row))
      return rest.slice(0, limit)
    },
    phoneNumbers: numbers,
    claimed: async (use) => {
      const each = use.phoneNumberIds.map((id) =>
        ask<number>(id, { is: 'claimed', use: { ...use, phoneNumberIds: [id] } }),
      )
      const counts = await Promise.all(each)
      return Math.min(
        use.limit,
        counts.reduce((sum, count) => sum + count, 0),
      )
    },
    counting: async (query) => {
      const each = query.phoneNumberIds.map((id) =>
        ask<readonly ClaimRow[]>(id, { is: 'counting', query: { ...query, phoneNumberIds: [id] } }),
      )
      return (await Promise.all(each)).flat()
    },
    openTo: async (keys) => {
      const ids = [...new Set(keys.map(({ phoneNumberId }) => phoneNumberId))]
      const each = ids.map((id) => {
        const customers = keys.flatMap(({ phoneNumberId, customer }) =>
          phoneNumberId === id ? [customer] : [],
        )
        return ask<readonly IntentRow[]>(id, { is: 'open', customers })
      })
      return (await Promise.all(each)).flat()
    },
  }
}

const isBefore = (
  one: Pick<SendRow, 'phoneNumberId' | 'id'>,
  other: Pick<SendRow, 'phoneNumberId' | 'id'>,
): boolean =>
  one.phoneNumberId === other.phoneNumberId ? one.id < other.id : one.phoneNumberId < other.phoneNumberId
