import { noChange, type Change } from '@guichet/runtime'
import { brokenWith, changing, type BrokenStore } from './broken-stores.ts'

/** Faults of what becomes of claims, moved threads and snapshots. */
export const brokenThreads: readonly BrokenStore[] = [
  changing('never removes a claim', (change) => ({ ...change, removedClaims: [] })),
  changing('removes claims before threads are moved', (change) => ({
    ...change,
    removedClaims: change.moves.length > 0 ? [] : change.removedClaims,
  })),
  changing('adds one to the offset of moved events', (change) => ({
    ...change,
    moves: change.moves.map((move) => ({ ...move, offset: move.offset + 1 })),
  })),
  changing('leaves moved events where they were', (change) => ({ ...change, moves: [] })),
  changing('does the moves in reverse', (change) => ({ ...change, moves: [...change.moves].reverse() })),
  brokenWith('loses the claims of threads that are moved', () => {
    const claims: Change['claims'][number][] = []
    return (store) => ({
      commit: (change) => {
        claims.push(...change.claims)
        const lost = change.moves.flatMap(({ from, to }) =>
          claims.filter(({ customer }) => customer === from).map((claim) => ({ ...claim, customer: to })),
        )
        return store.commit({ ...change, removedClaims: [...change.removedClaims, ...lost] })
      },
    })
  }),
  brokenWith('leaves the findings of threads that are moved', () => {
    const moved = new Map<string, string>()
    return (store) => ({
      commit: (change) => {
        for (const { from, to } of change.moves) moved.set(to, from)
        return store.commit(change)
      },
      findings: async (limit, code) =>
        (await store.findings(limit, code)).map((row) => ({
          ...row,
          customer: moved.get(row.customer) ?? row.customer,
        })),
    })
  }),
  brokenWith('leaves the intents of threads that are moved', () => {
    const moved = new Map<string, string>()
    return (store) => ({
      commit: (change) => {
        for (const { from, to } of change.moves) moved.set(to, from)
        return store.commit(change)
      },
      intentsTo: async (phoneNumberId, recipients, limit) =>
        (await store.intentsTo(phoneNumberId, recipients, limit)).map((row) => ({
          ...row,
          recipient: moved.get(row.recipient) ?? row.recipient,
        })),
    })
  }),
  brokenWith('puts intents after threads are moved', () => (store) => ({
    commit: async (change) => {
      if (change.moves.length === 0 || change.intents.length === 0) return store.commit(change)
      const outcome = await store.commit({ ...change, intents: [] })
      return outcome === 'conflict' ? outcome : store.commit({ ...noChange, intents: change.intents })
    },
  })),
  changing('does not look where an id leads that was expected to be without a thread', (change) => ({
    ...change,
    expectedThreads: change.expectedThreads.filter(
      ({ customer, expected }) => expected !== 0 || customer !== 'anna-2',
    ),
  })),
  brokenWith('keeps the snapshot of a thread that was removed', () => {
    const snapshots = new Map<string, NonNullable<Change['threads'][number]['snapshot']>>()
    return (store) => ({
      commit: (change) => {
        for (const { row, snapshot } of change.threads)
          if (snapshot !== null) snapshots.set(row.customer, snapshot)
        return store.commit(change)
      },
      load: async (wanted) => {
        const loaded = await store.load(wanted)
        const threads = loaded.threads.map((thread) => ({
          ...thread,
          snapshot: thread.snapshot ?? snapshots.get(thread.row.customer) ?? null,
        }))
        return { ...loaded, threads }
      },
    })
  }),
  brokenWith('keeps the first snapshot of a thread', () => {
    const kept = new Set<string>()
    return (store) => ({
      commit: (change) => {
        const threads = change.threads.map((thread) => {
          const isFirst = !kept.has(thread.row.customer)
          if (thread.snapshot !== null) kept.add(thread.row.customer)
          return isFirst ? thread : { ...thread, snapshot: null }
        })
        return store.commit({ ...change, threads })
      },
    })
  }),
  brokenWith('keeps what it was given, not a copy', () => {
    const given = new Map<string, Change['threads'][number]['row']>()
    return (store) => ({
      commit: (change) => {
        for (const { row } of change.threads) given.set(row.customer, row)
        return store.commit(change)
      },
      threads: async (page) =>
        (await store.threads(page)).map((row) => {
          const same = given.get(row.customer)
          return same?.phoneNumberId === row.phoneNumberId ? same : row
        }),
    })
  }),
]
