import { noChange, type Change, type Erasure, type Store, type Within } from '@guichet/runtime'
import { broken, brokenWith, nextTurn, type BrokenStore } from './broken-stores.ts'

const all = { after: null, limit: 100_000 }

/** Erases, and puts back what was read before. */
const forgets = (what: string, read: (store: Store) => Promise<Partial<Change>>): BrokenStore =>
  broken(`erases all but ${what}`, (store) => ({
    erase: async (erasure) => {
      const before = await read(store)
      const erased = await store.erase(erasure)
      await store.commit({ ...noChange, ...before })
      return erased
    },
  }))

const erasing = (fault: string, change: (given: Erasure) => Erasure): BrokenStore =>
  broken(fault, (store) => ({ erase: (given) => store.erase(change(given)) }))

const phones = ['106540352242922', '106540352242923']

const withinOf = ({ within, ...given }: Erasure, other: Partial<Within>): Erasure =>
  within === undefined ? given : { ...given, within: { ...within, ...other } }

/** Faults of `erase` and `pruneJournal`. */
export const brokenErasures: readonly BrokenStore[] = [
  forgets('the journal', async (store) => ({ journal: await store.journal(all) })),
  forgets('the unread inputs', async (store) => ({ unread: await store.unread(100_000) })),
  forgets('the findings', async (store) => ({ findings: await store.findings(100_000) })),
  forgets('journal entries with an id inside a longer word', async (store) => ({
    journal: (await store.journal(all)).filter(({ body }) => body.includes('Johannanna')),
  })),
  broken('erases all but the intents', (store) => ({
    erase: async (erasure) => {
      const before = await store.openIntents(100_000)
      const erased = await store.erase(erasure)
      for (const row of before) await store.commit({ ...noChange, intents: [{ ...row, expected: 0 }] })
      return erased
    },
  })),
  brokenWith('erases all but the events', () => {
    const events: Change['threads'][number][] = []
    return (store) => ({
      commit: (change) => {
        events.push(...change.threads)
        return store.commit(change)
      },
      erase: async (erasure) => {
        const erased = await store.erase(erasure)
        for (const thread of events)
          if (erasure.threads.some(({ customer }) => customer === thread.row.customer)) {
            await store.commit({ ...noChange, threads: [{ ...thread, expected: 0, snapshot: null }] })
            const { phoneNumberId, customer, revision: expected } = thread.row
            await store.commit({ ...noChange, removedThreads: [{ phoneNumberId, customer, expected }] })
          }
        return erased
      },
    })
  }),
  brokenWith('erases all but the ids', () => {
    const ids: Change['ids'][number][] = []
    return (store) => ({
      commit: (change) => {
        ids.push(...change.ids)
        return store.commit(change)
      },
      erase: async (erasure) => {
        const erased = await store.erase(erasure)
        for (const id of ids) await store.commit({ ...noChange, ids: [{ ...id, expected: null }] })
        return erased
      },
    })
  }),
  brokenWith('erases claims for good', () => {
    const claims: Change['claims'][number][] = []
    return (store) => ({
      commit: (change) => {
        claims.push(...change.claims)
        return store.commit(change)
      },
      erase: async (erasure) => {
        const gone = claims.filter(({ customer }) => erasure.threads.some((key) => key.customer === customer))
        await store.commit({ ...noChange, removedClaims: gone })
        return store.erase(erasure)
      },
    })
  }),
  erasing('erases no threads', (given) => ({ ...given, threads: [] })),
  erasing('erases the first of several threads', (given) => ({
    ...given,
    threads: given.threads.slice(0, 1),
  })),
  erasing('erases by the first of several ids', (given) => ({ ...given, ids: given.ids.slice(0, 1) })),
  erasing('erases the threads of its ids at every phone number', (given) => ({
    ...given,
    threads: given.threads.flatMap((key) => [key, { ...key, phoneNumberId: '106540352242923' }]),
  })),
  broken('takes an id for a pattern', (store) => ({
    erase: async (erasure) => {
      const texts = (await store.journal(all)).map(({ body }) => body)
      const like = erasure.ids.map(
        (id) =>
          new RegExp(
            id
              .replace(/[^\w%]/gu, '\\$&')
              .replaceAll('%', '.*')
              .replaceAll('_', '.'),
            'u',
          ),
      )
      return store.erase({
        ...erasure,
        ids: [...erasure.ids, ...texts.filter((text) => like.some((one) => one.test(text)))],
      })
    },
  })),
  broken('takes an id in any case', (store) => ({
    erase: (erasure) =>
      store.erase({ ...erasure, ids: [...erasure.ids, ...erasure.ids.map((id) => id.toLowerCase())] }),
  })),
  brokenWith('leaves a tombstone at its first instant', () => {
    const known = new Set<string>()
    return (store) => ({
      erase: async (erasure) => {
        const tombstones = erasure.tombstones.filter(({ digest }) => !known.has(digest))
        for (const { digest } of tombstones) known.add(digest)
        return store.erase({ ...erasure, tombstones })
      },
    })
  }),
  brokenWith('moves a tombstone to an earlier instant', () => {
    const latest = new Map<string, number>()
    return (store) => ({
      erase: async (erasure) => {
        for (const { digest, at } of erasure.tombstones) latest.set(digest, at)
        return store.erase(erasure)
      },
      load: async (wanted) => {
        const loaded = await store.load(wanted)
        const tombstones = loaded.tombstones.map(({ digest, at }) => ({
          digest,
          at: latest.get(digest) ?? at,
        }))
        return { ...loaded, tombstones }
      },
    })
  }),
  erasing('erases in every part of the store', ({ threads, ids, tombstones }) => ({
    threads,
    ids,
    tombstones,
  })),
  erasing('erases the intents of every part', (given) => withinOf(given, { phoneNumbers: phones })),
  erasing('erases the texts of every part', (given) => withinOf(given, { texts: [''] })),
  erasing('erases the jobs of every part', (given) => withinOf(given, { queueEnd: '' })),
  erasing('erases no intents of a part', (given) => withinOf(given, { phoneNumbers: [] })),
  erasing('takes only the first text for a mark of a part', (given) =>
    withinOf(given, { texts: given.within?.texts.slice(0, 1) ?? [] }),
  ),
  erasing('erases no jobs of a part', (given) => withinOf(given, { queueEnd: 'of nobody' })),
  broken('forgets the entries of every part', (store) => ({
    pruneJournal: (before) => store.pruneJournal(before),
  })),
  broken('forgets the entries of the first mark of a part', (store) => ({
    pruneJournal: (before, texts) => store.pruneJournal(before, texts?.slice(0, 1)),
  })),
  erasing('keeps no tombstones', (given) => ({ ...given, tombstones: [] })),
  broken('erases first and puts the tombstones later', (store) => ({
    erase: async (erasure) => {
      const erased = await store.erase({ ...erasure, tombstones: [] })
      await nextTurn()
      await store.erase({ threads: [], ids: [], tombstones: erasure.tombstones })
      return erased
    },
  })),
  broken('forgets the entries of the instant, too', (store) => ({
    pruneJournal: (before) => store.pruneJournal(before + 1),
  })),
  broken('does not tell how many entries it forgot', (store) => ({
    pruneJournal: async (before) => (await store.pruneJournal(before), 0),
  })),
  broken('forgets no entries', (store) => ({
    pruneJournal: async (before) =>
      (await store.journal(all)).filter(({ receivedAt }) => receivedAt < before).length,
  })),
]
