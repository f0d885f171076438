import type { Loaded, Store } from '@guichet/runtime'
import { memoryPlace, memoryStore } from '@guichet/runtime'
import { broken, brokenWith, nextTurn, type BrokenStore } from './broken-stores.ts'

const nothingWanted = { threads: [], intents: [], intentIds: [], phoneNumbers: [], tombstones: [] }

const loading = (fault: string, change: (loaded: Loaded) => Loaded): BrokenStore =>
  broken(fault, (store) => ({ load: async (wanted) => change(await store.load(wanted)) }))

const reversed = <Name extends 'openIntents' | 'unread' | 'findings'>(name: Name): BrokenStore =>
  broken(`gives ${name} in reverse`, (store) => ({
    [name]: async (limit: number) => [...(await store[name](100_000))].reverse().slice(0, limit),
  }))

/** Faults of `load`. */
const brokenLoads: readonly BrokenStore[] = [
  broken('finds a thread by its own id alone', (store) => ({
    load: async (wanted) => {
      const loaded = await store.load(wanted)
      const threads = loaded.threads.filter(({ row }) =>
        wanted.threads.some(({ customer }) => customer === row.customer),
      )
      return { ...loaded, threads }
    },
  })),
  broken('loads what is wanted twice twice', (store) => ({
    load: async (wanted) => {
      const [one, other] = [
        await store.load({ ...wanted, intents: [] }),
        await store.load({ ...wanted, intentIds: [] }),
      ]
      return { ...one, intents: [...one.intents, ...other.intents] }
    },
  })),
  broken('loads a thread once for each of its ids', (store) => ({
    load: async (wanted) => {
      const loaded = await store.load({ ...wanted, threads: [] })
      const each = wanted.threads.map((key) => store.load({ ...nothingWanted, threads: [key] }))
      return { ...loaded, threads: (await Promise.all(each)).flatMap(({ threads }) => threads) }
    },
  })),
  broken('reads a thread that did not change', (store) => ({
    load: (wanted) =>
      store.load({ ...wanted, threads: wanted.threads.map(({ known: _known, ...key }) => key) }),
  })),
  broken('believes every reader that knows a thread', (store) => ({
    load: async (wanted) => {
      const loaded = await store.load(wanted)
      const isKnown = ({ row }: Loaded['threads'][number]): boolean =>
        wanted.threads.some(({ known }) => known?.customer === row.customer)
      return {
        ...loaded,
        threads: loaded.threads.filter((thread) => !isKnown(thread)),
        unchanged: [
          ...loaded.unchanged,
          ...loaded.threads
            .filter(isKnown)
            .map(({ row: { phoneNumberId, customer } }) => ({ phoneNumberId, customer })),
        ],
      }
    },
  })),
  broken('goes by the revision of a thread that it does not look at', (store) => ({
    load: async (wanted) => {
      const loaded = await store.load(wanted)
      const isKnown = ({ row }: Loaded['threads'][number]): boolean =>
        wanted.threads.some(({ known }) => known?.revision === row.revision)
      return { ...loaded, threads: loaded.threads.filter((thread) => !isKnown(thread)) }
    },
  })),
  broken('loads 999 of what is wanted', (store) => ({
    load: (wanted) => store.load({ ...wanted, threads: wanted.threads.slice(0, 999) }),
  })),
  broken('loads as of two moments', (store) => ({
    load: async (wanted) => {
      const { threads } = await store.load({ ...nothingWanted, threads: wanted.threads })
      await nextTurn()
      return { ...(await store.load({ ...wanted, threads: [] })), threads }
    },
  })),
  broken('loads the last event of the snapshot, too', (store) => ({
    load: async (wanted) => {
      const loaded = await store.load(wanted)
      const threads = await Promise.all(
        loaded.threads.map(async (thread) => {
          if (thread.snapshot === null) return thread
          const after = thread.snapshot.length - 1
          return { ...thread, tail: await store.events(thread.row, { after, limit: 100_000 }) }
        }),
      )
      return { ...loaded, threads }
    },
  })),
  loading('loads the 99 newest events at the most', (loaded) => ({
    ...loaded,
    threads: loaded.threads.map((thread) => ({ ...thread, tail: thread.tail.slice(-99) })),
  })),
  loading('counts one template that is not there', (loaded) => ({
    ...loaded,
    templates: Math.max(1, loaded.templates),
  })),
  broken('has no name', (store) => ({ capabilities: { ...store.capabilities, name: '' } })),
  loading('gives instants as texts', (loaded) => ({
    ...loaded,
    intents: loaded.intents.map((row) => ({ ...row, claimedAt: JSON.parse(`"${row.claimedAt}"`) as number })),
  })),
  loading('gives columns that a row does not have', (loaded) => ({
    ...loaded,
    phoneNumbers: loaded.phoneNumbers.map((row) => ({ ...row, expected: 0 })),
  })),
  loading('sorts the aliases', (loaded) => ({
    ...loaded,
    threads: loaded.threads.map((thread) => ({
      ...thread,
      row: { ...thread.row, aliases: [...thread.row.aliases].sort() },
    })),
  })),
]

/** Faults of lists and counts. */
const brokenLists: readonly BrokenStore[] = [
  broken('repeats the last event of the page before', (store) => ({
    events: (key, { after, limit }) => store.events(key, { after: after === 0 ? 0 : after - 1, limit }),
  })),
  broken('begins pages of threads one too late', (store) => ({
    threads: async (page) => (await store.threads(page)).slice(page.after === null ? 0 : 1),
  })),
  broken('begins a page of threads by number', (store) => ({
    threads: async ({ after, limit }) => {
      const all = await store.threads({ after: null, limit: 100_000 })
      const index = all.findIndex(
        (row) => row.customer === after?.customer && row.phoneNumberId === after.phoneNumberId,
      )
      return all.slice(index + 1, index + 1 + limit)
    },
  })),
  broken('pages the journal by instant alone', (store) => ({
    journal: ({ after, limit }) =>
      store.journal({ after: after === null ? null : { ...after, id: '\u{10ffff}'.repeat(9) }, limit }),
  })),
  broken('pages all events without their ordinals', (store) => ({
    allEvents: ({ after, limit }) =>
      store.allEvents({ after: after === null ? null : { ...after, ordinal: 1e9 }, limit }),
  })),
  broken('gives one row more than a page may have', (store) => ({
    templates: ({ after, limit }) => store.templates({ after, limit: limit + 1 }),
  })),
  broken('sorts threads by UTF-16', (store) => ({
    threads: async (page) =>
      [...(await store.threads(page))].sort((one, other) => {
        const [left, right] = [one, other].map((row) => `${row.phoneNumberId}\u0000${row.customer}`)
        return (left ?? '') < (right ?? '') ? -1 : 1
      }),
  })),
  broken('sorts phone numbers as a language does', (store) => ({
    phoneNumbers: async () =>
      [...(await store.phoneNumbers())].sort((one, other) => one.id.localeCompare(other.id)),
  })),
  broken('gives what is due when the interval closes', (store) => ({
    due: (what, { opensAt, closesAt }, limit) => store.due(what, { opensAt, closesAt: closesAt + 1 }, limit),
  })),
  broken('leaves out what is due when the interval opens', (store) => ({
    due: (what, { opensAt, closesAt }, limit) => store.due(what, { opensAt: opensAt + 1, closesAt }, limit),
  })),
  broken('gives what is due latest first', (store) => ({
    due: async (what, interval, limit) =>
      [...(await store.due(what, interval, 1e6))].reverse().slice(0, limit),
  })),
  broken('cuts what is due before it sorts', (store) => ({
    due: async (what, interval, limit) => {
      const rows = await store.due(what, interval, 1e6)
      return rows.filter((_, index) => index >= rows.length - limit)
    },
  })),
  broken('takes entry points for windows', (store) => ({
    due: (_, interval, limit) => store.due('window', interval, limit),
  })),
  broken('gives ten that are due at the most', (store) => ({
    due: (what, interval, limit) => store.due(what, interval, Math.min(limit, 10)),
  })),
  broken('reads what counts at an instant as after it', (store) => ({
    counting: (query) => store.counting({ ...query, after: query.after - 1 }),
  })),
  broken('reads what counts towards anything', (store) => ({
    counting: async (query) => [
      ...(await store.counting(query)),
      ...(query.month === 'customers' ? await store.counting({ ...query, month: '2026-10' }) : []),
    ],
  })),
  broken('reads open intents of any phone number', (store) => ({
    openTo: async (keys) =>
      (await store.openIntents(1000)).filter(({ recipient }) =>
        keys.some(({ customer }) => customer === recipient),
      ),
  })),
  broken('reads intents that are not open', (store) => ({
    openTo: async (keys) => {
      const each = await Promise.all(
        keys.map(({ phoneNumberId, customer }) => store.intentsTo(phoneNumberId, [customer], 100)),
      )
      return [...new Map(each.flat().map((row) => [row.id, row])).values()]
    },
  })),
  broken('counts claims before an instant', (store) => ({
    claimed: (query) => store.claimed({ ...query, until: query.until - 1 }),
  })),
  broken('counts the claims of the first phone number', (store) => ({
    claimed: (query) => store.claimed({ ...query, phoneNumberIds: query.phoneNumberIds.slice(0, 1) }),
  })),
  broken('counts a phone number that is named twice twice', (store) => ({
    claimed: async (query) => {
      const counts = query.phoneNumberIds.map((id) => store.claimed({ ...query, phoneNumberIds: [id] }))
      return Math.min(
        query.limit,
        (await Promise.all(counts)).reduce((sum, count) => sum + count, 0),
      )
    },
  })),
  broken('counts claims beyond the limit', (store) => ({
    claimed: (query) => store.claimed({ ...query, limit: 1e6 }),
  })),
  reversed('openIntents'),
  reversed('unread'),
  reversed('findings'),
  broken('gives the findings of every code', (store) => ({ findings: (limit) => store.findings(limit) })),
  broken('looks for findings of a code among the newest', (store) => ({
    findings: async (limit, code) =>
      (await store.findings(limit)).filter((row) => code === undefined || row.code === code),
  })),
  broken('gives the findings of a code oldest first', (store) => ({
    findings: async (limit, code) =>
      code === undefined
        ? store.findings(limit)
        : [...(await store.findings(1e6, code))].reverse().slice(0, limit),
  })),
  broken('gives the findings of codes that begin alike', (store) => ({
    findings: async (limit, code = '') =>
      (await store.findings(1e6)).filter((row) => row.code.startsWith(code)).slice(0, limit),
  })),
  broken('gives the intents to a customer oldest first', (store) => ({
    intentsTo: async (id, recipients, limit) =>
      [...(await store.intentsTo(id, recipients, 1e6))].reverse().slice(0, limit),
  })),
  broken('gives the intents to the first id of a customer', (store) => ({
    intentsTo: (id, recipients, limit) => store.intentsTo(id, recipients.slice(0, 1), limit),
  })),
]

/** Faults of opening and closing. */
const brokenLives: readonly BrokenStore[] = [
  broken('answers on when it is closed', () => ({ close: async () => {} })),
  brokenWith('is closed by any handle', () => {
    const handles: Store[] = []
    return (store) => {
      handles.push(store)
      return { close: async () => void (await Promise.all(handles.map((handle) => handle.close()))) }
    }
  }),
  broken('says otherwise why it is closed', (store) => {
    const life = { isOver: false }
    return {
      close: async () => {
        life.isOver = true
        await store.close()
      },
      findings: async (limit, code) => {
        if (life.isOver) throw new Error('closed')
        return store.findings(limit, code)
      },
    }
  }),
  broken('cannot be closed twice', (store) => {
    const life = { isOver: false }
    return {
      close: async () => {
        if (life.isOver) throw new Error('closed already')
        life.isOver = true
        await store.close()
      },
    }
  }),
  broken('says that it is durable', (store) => ({
    capabilities: { ...store.capabilities, isDurable: true },
  })),
  {
    fault: 'says that it is not durable',
    place: () => {
      const place = memoryPlace()
      const stays = place.open()
      return { open: async () => (await stays, place.open()) }
    },
  },
  { fault: 'gives every handle data of its own', place: () => ({ open: async () => memoryStore() }) },
]

export const brokenReads: readonly BrokenStore[] = [...brokenLoads, ...brokenLists, ...brokenLives]
