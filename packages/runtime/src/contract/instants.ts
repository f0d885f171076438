import { caseOf, type ContractCase } from './case.ts'
import { expectCommitted, expectSame } from './expect.ts'
import {
  claimRow,
  findingRow,
  intentRow,
  journalEntry,
  keyOf,
  month,
  phone,
  templateRow,
  threadRow,
  unreadRow,
} from './given.ts'
import { wantedOf } from './survey.ts'

/** From 2009 to the end of the century, and the beginning of time. */
const instants = [
  0,
  1,
  Date.UTC(2009, 0, 1),
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 + 1,
  Date.UTC(2099, 11, 31, 23, 59, 59, 999),
]

/** Instants are whole milliseconds of any size. */
export const bigInstants: readonly ContractCase[] = instants.map((at) =>
  caseOf(`The instant ${at} is kept in every column.`, async (store) => {
    const row = threadRow('anna', {
      newest: at,
      windowClosesAt: at,
      replyBy: at,
      closedByMeta: at,
      length: 1,
    })
    const events = [{ ordinal: 1, recordedAt: at, text: 'event' }]
    const { expected: _, ...intent } = intentRow('key', { claimedAt: at })
    await expectCommitted(store, {
      journal: [journalEntry('entry', { receivedAt: at })],
      threads: [{ row, expected: 0, events, snapshot: null }],
      templates: [templateRow(1, { recordedAt: at })],
      intents: [{ ...intent, expected: 0 }],
      claims: [claimRow('anna', 'message', { at })],
      unread: [unreadRow('entry', 0, { receivedAt: at })],
      findings: [findingRow('anna', 'message', { at })],
    })
    await store.erase({ threads: [], ids: [], tombstones: [{ digest: 'digest', at }] })
    const all = { after: null, limit: 9 }
    expectSame(await store.threads(all), [row], 'the thread')
    expectSame(await store.events(keyOf('anna'), { after: 0, limit: 9 }), events, 'the events')
    expectSame(await store.allEvents(all), [{ ...keyOf('anna'), ...events[0] }], 'all events')
    expectSame((await store.journal(all))[0]?.receivedAt, at, 'the journal')
    expectSame((await store.templates({ after: 0, limit: 9 }))[0]?.recordedAt, at, 'the templates')
    expectSame(await store.openIntents(9), [intent], 'the intents')
    expectSame((await store.unread(9))[0]?.receivedAt, at, 'the unread inputs')
    expectSame((await store.findings(9))[0]?.at, at, 'the findings')
    const interval = { opensAt: at, closesAt: at + 1 }
    expectSame(await store.due('window', interval, 9), [row], 'the window that is due')
    expectSame(await store.due('reply', interval, 9), [row], 'the entry point that is due')
    const query = { phoneNumberIds: [phone], month, limit: 9 }
    const counts = [
      await store.claimed({ ...query, until: at }),
      await store.claimed({ ...query, until: at - 1 }),
    ]
    expectSame(counts, [1, 0], 'the claims up to the instant and before it')
    const { tombstones } = await store.load(wantedOf({ tombstones: ['digest'] }))
    expectSame(tombstones, [{ digest: 'digest', at }], 'the tombstone')
    await expectCommitted(store, { expectedTombstones: [{ digest: 'digest', at }] })
    const place = { receivedAt: at, id: 'entry' }
    expectSame(await store.journal({ after: place, limit: 9 }), [], 'the journal after its last entry')
    expectSame(await store.pruneJournal(at + 1), 1, 'how many entries are forgotten')
  }),
)
