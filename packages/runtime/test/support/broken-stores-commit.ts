import { noChange, type Change, type Store } from '@guichet/runtime'
import { broken, brokenWith, changing, nextTurn, type BrokenStore } from './broken-stores.ts'

const nothingWanted = { threads: [], intents: [], intentIds: [], phoneNumbers: [], tombstones: [] }

/** The change with the revisions that its threads have by now. */
const asOfNow = async (store: Store, change: Change): Promise<Change> => {
  const all = await store.threads({ after: null, limit: 100_000 })
  const revisionOf = (key: { readonly phoneNumberId: string; readonly customer: string }): number =>
    all.find((row) => row.customer === key.customer && row.phoneNumberId === key.phoneNumberId)?.revision ?? 0
  return {
    ...change,
    expectedThreads: change.expectedThreads.map((key) => ({ ...key, expected: revisionOf(key) })),
    threads: change.threads.map((thread) => ({ ...thread, expected: revisionOf(thread.row) })),
    removedThreads: change.removedThreads.map((key) => ({ ...key, expected: revisionOf(key) })),
  }
}

const storesThePart = (name: string, part: (change: Change) => Partial<Change>): BrokenStore =>
  broken(`stores ${name} of a change in conflict`, (store) => ({
    commit: async (change) => {
      const outcome = await store.commit(change)
      if (outcome === 'conflict') await store.commit({ ...noChange, ...part(change) })
      return outcome
    },
  }))

const losesRowsBeyond = (limit: number): BrokenStore =>
  changing(`stores ${limit} journal entries of a change at the most`, (change) => ({
    ...change,
    journal: change.journal.slice(0, limit),
  }))

/** What accepted sends prove is kept otherwise. */
export const brokenSends: readonly BrokenStore[] = [
  changing('keeps no sends', (change) => ({ ...change, sends: [] })),
  changing('never removes a send', (change) => ({ ...change, removedSends: [] })),
  changing('never counts what tells of sends', (change) => ({ ...change, tellsOfSends: false })),
  changing('counts every change of sends', (change) => ({
    ...change,
    tellsOfSends: change.tellsOfSends || change.sends.length > 0,
  })),
  storesThePart('the sends', ({ sends }) => ({ sends })),
  storesThePart('what tells of sends', ({ tellsOfSends }) => ({ tellsOfSends })),
  broken('gives sends by their ids alone', (store) => ({
    sends: async ({ after, limit }) => {
      const rows = await store.sends({ after: null, limit: 100_000 })
      const inOrder = rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))
      return inOrder.filter(({ id }) => after === null || id > after.id).slice(0, limit)
    },
  })),
  broken('removes sends after it has kept others', (store) => ({
    commit: async (change) => {
      const outcome = await store.commit({ ...change, removedSends: [] })
      if (outcome === 'committed' && change.removedSends.length > 0)
        await store.commit({ ...noChange, removedSends: change.removedSends })
      return outcome
    },
  })),
]

/** Faults of `commit`. */
export const brokenCommits: readonly BrokenStore[] = [
  broken('calls a conflict committed', (store) => ({
    commit: async (change) => {
      await store.commit(change)
      return 'committed'
    },
  })),
  broken('rejects instead of telling of a conflict', (store) => ({
    commit: async (change) => {
      const outcome = await store.commit(change)
      if (outcome === 'conflict') throw new Error('a row is there already')
      return outcome
    },
  })),
  broken('loses updates: the last writer wins', (store) => ({
    commit: async (change) => store.commit(await asOfNow(store, change)),
  })),
  broken('looks at revisions first and writes later', (store) => ({
    commit: async (change) => {
      if (JSON.stringify(await asOfNow(store, change)) !== JSON.stringify(change)) return 'conflict'
      await nextTurn()
      return store.commit(await asOfNow(store, change))
    },
  })),
  broken('looks at threads that were decided upon first and writes later', (store) => ({
    commit: async (change) => {
      const { expectedThreads, expectedTemplates, expectedTombstones } = change
      const looked = { ...noChange, expectedThreads, expectedTemplates, expectedTombstones }
      if ((await store.commit(looked)) === 'conflict') return 'conflict'
      await nextTurn()
      return store.commit({ ...change, expectedThreads: [], expectedTemplates: null, expectedTombstones: [] })
    },
  })),
  changing('ignores threads that were decided upon', (change) => ({ ...change, expectedThreads: [] })),
  changing('ignores how many templates were known', (change) => ({ ...change, expectedTemplates: null })),
  changing('ignores which tombstones were read', (change) => ({ ...change, expectedTombstones: [] })),
  storesThePart('the journal', ({ journal }) => ({ journal })),
  storesThePart('the claims', ({ claims }) => ({ claims })),
  storesThePart('the unread inputs', ({ unread }) => ({ unread })),
  storesThePart('the findings', ({ findings }) => ({ findings })),
  broken('stores a change in two steps', (store) => ({
    commit: async (change) => {
      const first = await store.commit({ ...change, templates: [], phoneNumbers: [] })
      if (first === 'conflict') return 'conflict'
      await nextTurn()
      return store.commit({ ...noChange, templates: change.templates, phoneNumbers: change.phoneNumbers })
    },
  })),
  broken('leaves out templates whose ordinal is taken', (store) => ({
    commit: async (change) => {
      const { templates } = await store.load(nothingWanted)
      return store.commit({ ...change, templates: change.templates.filter((row) => row.ordinal > templates) })
    },
  })),
  broken('lets two intents have the same id', (store) => ({
    commit: async (change) => {
      const { intents } = await store.load({
        ...nothingWanted,
        intentIds: change.intents.map(({ id }) => id),
      })
      const isTaken = (row: Change['intents'][number]): boolean =>
        intents.some(
          ({ id, key, recipient }) => id === row.id && (key !== row.key || recipient !== row.recipient),
        )
      const rows = change.intents.map((row) => (isTaken(row) ? { ...row, id: `${row.id} ${row.key}` } : row))
      return store.commit({ ...change, intents: rows })
    },
  })),
  brokenWith('stores a journal entry again that is there', () => {
    const seen = new Map<string, number>()
    return (store) => ({
      commit: (change) => {
        const journal = change.journal.map((entry) => {
          const times = seen.get(entry.id) ?? 0
          seen.set(entry.id, times + 1)
          return times === 0 ? entry : { ...entry, id: `${entry.id}#${times}` }
        })
        return store.commit({ ...change, journal })
      },
      journal: async (page) =>
        (await store.journal(page)).map((row) => ({ ...row, id: row.id.split('#')[0] ?? '' })),
    })
  }),
  changing('stores an unread input again that is there', (change) => ({
    ...change,
    unread: change.unread.map((row) => ({ ...row, index: row.index + row.receivedAt / 1e15 })),
  })),
  changing('tells findings apart by their text', (change) => ({
    ...change,
    findings: change.findings.map((row) => ({ ...row, code: `${row.code} ${row.text}` })),
  })),
  changing('keeps one finding a message', (change) => ({
    ...change,
    findings: change.findings.map((row) => ({ ...row, code: 'unexpected-charge' })),
  })),
  losesRowsBeyond(1000),
  broken('refuses the empty change', (store) => ({
    commit: async (change) =>
      JSON.stringify(change) === JSON.stringify(noChange) ? 'conflict' : store.commit(change),
  })),
  broken('changes a thread that was decided upon alone', (store) => ({
    commit: async (change) => {
      const outcome = await store.commit(change)
      const rows = await store.threads({ after: null, limit: 100_000 })
      for (const { phoneNumberId, customer, expected } of outcome === 'committed'
        ? change.expectedThreads
        : []) {
        const row = rows.find((one) => one.customer === customer && one.phoneNumberId === phoneNumberId)
        const thread = { expected, events: [], snapshot: null }
        if (row?.revision === expected)
          await store.commit({
            ...noChange,
            threads: [{ ...thread, row: { ...row, revision: expected + 1 } }],
          })
      }
      return outcome
    },
  })),
  broken('lets a thread keep its aliases for ever', (store) => ({
    commit: async (change) => {
      const rows = await store.threads({ after: null, limit: 100_000 })
      const threads = change.threads.map((thread) => {
        const before = rows.find(({ customer }) => customer === thread.row.customer)?.aliases ?? []
        const aliases = thread.row.aliases.length === 0 ? before : thread.row.aliases
        return { ...thread, row: { ...thread.row, aliases } }
      })
      return store.commit({ ...change, threads })
    },
  })),
  changing('tells intents apart by their keys alone', (change) => ({
    ...change,
    intents: change.intents.map((row) => ({ ...row, recipient: 'any', phoneNumberId: 'any' })),
  })),
]
