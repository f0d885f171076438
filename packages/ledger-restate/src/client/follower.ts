import { changedBy, type Change, type Changed, type PhoneNumberRow, type Store } from '@guichet/runtime'
import type { OutboxEntry } from '../state/outbox.ts'
import type { Ingress } from './ingress.ts'

/** Brings what objects changed to the read model. */
export interface Follower {
  /** Something was changed there: it is brought soon. */
  readonly poke: (phoneNumberId: string) => void
  /** Brings all that is on its way; rejects where the objects or the read model cannot be reached. */
  readonly bring: (phoneNumberId: string) => Promise<void>
  /** Looks for what gateways that have ended left behind. */
  readonly bringAll: () => Promise<void>
  readonly listen: (listener: (changed: Changed) => void) => () => void
  /** Resolves when nothing is under way. */
  readonly close: () => Promise<void>
}

/** So many entries are read at once. */
const atOnce = 20

/** How often all phone numbers are looked at, in milliseconds. */
const period = 10_000

/** How long to wait after a failure, in milliseconds. */
const pause = 1_000

/**
 * Each object keeps its changes, in order, until the read model has them. They are committed to it as they were to the
 * object: a change that is there already meets a conflict there, so several gateways may bring the same.
 */
export const followerOf = (ingress: Ingress, readModel: Store): Follower => {
  const underWay = new Map<string, Promise<void>>()
  const again = new Set<string>()
  const listeners = new Set<(changed: Changed) => void>()
  let isClosed = false

  const bring = (phoneNumberId: string): Promise<void> => {
    const before = underWay.get(phoneNumberId) ?? Promise.resolve()
    const one = before
      .catch(() => undefined)
      .then(() => bringNow(phoneNumberId))
      .finally(() => {
        if (underWay.get(phoneNumberId) === one) underWay.delete(phoneNumberId)
      })
    underWay.set(phoneNumberId, one)
    return one
  }
  const bringNow = async (phoneNumberId: string): Promise<void> => {
    for (;;) {
      const entries = await ingress.ask<readonly OutboxEntry[]>(phoneNumberId, {
        is: 'outbox',
        limit: atOnce,
      })
      for (const { changes } of entries) for (const change of changes) await commit(change)
      const last = entries.at(-1)
      if (last === undefined) return
      await ingress.call(phoneNumberId, 'taken', last.number)
      if (entries.length < atOnce) return
    }
  }
  const commit = async (change: Change): Promise<void> => {
    const phoneNumbers = await withRevisions(change.phoneNumbers)
    // It was decided by what the object knows, which is not what the read model knows at that moment.
    const unguarded = { expectedThreads: [], expectedTombstones: [], expectedTemplates: null, phoneNumbers }
    const committed = await readModel.commit({ ...change, ...unguarded })
    if (committed === 'committed')
      for (const one of changedBy(change)) for (const tell of listeners) tell(one)
  }
  /** The accounts and the phone number itself both say whose it is. */
  const withRevisions = async (rows: Change['phoneNumbers']): Promise<Change['phoneNumbers']> => {
    if (rows.length === 0) return []
    const nothingElse = { threads: [], intents: [], intentIds: [], tombstones: [] }
    const loaded = await readModel.load({ ...nothingElse, phoneNumbers: rows.map(({ id }) => id) })
    return rows.flatMap((row) => {
      const known = loaded.phoneNumbers.find(({ id }) => id === row.id)
      const accounts = [...new Set([...(known?.accounts ?? []), ...row.accounts])]
      if (known !== undefined && accounts.length === known.accounts.length) return []
      const revision = (known?.revision ?? 0) + 1
      return [{ id: row.id, revision, accounts, expected: known?.revision ?? 0 }]
    })
  }
  const poke = (phoneNumberId: string): void => {
    if (isClosed || again.has(phoneNumberId)) return
    again.add(phoneNumberId)
    const turn = underWay.get(phoneNumberId) ?? Promise.resolve()
    void turn
      .catch(() => undefined)
      .then(async () => {
        again.delete(phoneNumberId)
        await bring(phoneNumberId)
      })
      .catch(() => {
        if (!isClosed) setTimeout(() => poke(phoneNumberId), pause).unref()
      })
  }
  const bringAll = async (): Promise<void> => {
    const rows = await ingress.ask<readonly PhoneNumberRow[]>('', { is: 'numbers' })
    for (const id of ['', ...rows.map((row) => row.id)]) await bring(id)
  }
  const timer = setInterval(() => void bringAll().catch(() => undefined), period)
  timer.unref()

  return {
    poke,
    bring,
    bringAll,
    listen: (listener) => {
      // The same function may listen twice.
      const ear = (changed: Changed): void => listener(changed)
      listeners.add(ear)
      return () => void listeners.delete(ear)
    },
    close: async () => {
      isClosed = true
      clearInterval(timer)
      await Promise.allSettled(underWay.values())
    },
  }
}
