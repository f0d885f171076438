import { caseOf, type ContractCase } from './case.ts'
import { expectCommitted, expectSame, expectSameSet, expectThat } from './expect.ts'
import {
  claimRow,
  eventRows,
  findingRow,
  intentRow,
  journalEntry,
  keyOf,
  newThread,
  nextThread,
  noon,
  otherPhone,
  phone,
  phoneNumberRow,
  templateRow,
  threadRow,
  together,
  unreadRow,
} from './given.ts'
import { survey, wantedOf } from './survey.ts'
import { wideChange, world, worldNames } from './world.ts'

/** What is committed is read, as it was written. */
export const commitAndLoad: readonly ContractCase[] = [
  caseOf('A new place holds nothing.', async (store) => {
    const { templateCount, sendsTold, claims, streams, ids, intentsTo, ...lists } = await survey(
      store,
      worldNames,
    )
    expectSame(templateCount, 0, 'how many templates there are')
    expectSame(sendsTold, 0, 'how many changes report sends')
    expectSame(claims, [0, 0], 'how many claims there are')
    expectSame(
      ids,
      worldNames.threads.map(() => null),
      'where the ids lead',
    )
    expectSame(
      streams,
      worldNames.threads.map(() => []),
      'the events of threads that are not there',
    )
    expectSame(intentsTo, [[], []], 'the intents to nobody')
    for (const [name, list] of Object.entries(lists)) expectSame(list, [], name)
  }),

  caseOf('The store has a name.', async ({ capabilities }) => {
    expectThat(capabilities.name.length > 0, 'the name is empty')
    expectSame(typeof capabilities.isDurable, 'boolean', 'the type of isDurable')
    expectSame(typeof capabilities.isShared, 'boolean', 'the type of isShared')
  }),

  caseOf('The empty change is committed and changes nothing.', async (store) => {
    await expectCommitted(store, {}, 'the empty change in a new place')
    await expectCommitted(store, world)
    const before = await survey(store, worldNames)
    await expectCommitted(store, {}, 'the empty change')
    expectSame(await survey(store, worldNames), before, 'all that is stored')
  }),

  caseOf('Every row is read as it was written.', async (store) => {
    const row = threadRow('anna', {
      aliases: ['second', 'first'],
      length: 2,
      windowClosesAt: noon + 1,
      replyBy: noon + 2,
      closedByMeta: noon + 3,
      waitingSince: noon + 4,
      name: "Zoë '); drop",
    })
    const [bare, numbers] = [threadRow('bela'), phoneNumberRow(phone, { accounts: ['2', '1'] })]
    const { expected: _intent, ...intent } = intentRow('key', { recipient: 'anna' })
    const { expected: _number, ...number } = numbers
    const [claim, finding] = [claimRow('anna', 'message'), findingRow('anna', 'message')]
    const [unread, entry] = [unreadRow('entry', 7), journalEntry('entry')]
    await expectCommitted(
      store,
      together(newThread('anna', row), newThread('bela', bare), {
        journal: [entry],
        phoneNumbers: [numbers],
        templates: [templateRow(1)],
        intents: [{ ...intent, expected: 0 }],
        claims: [claim],
        unread: [unread],
        findings: [finding],
      }),
    )
    const [all, events] = [{ after: null, limit: 10 }, eventRows(1, 2, 'anna')]
    const loaded = await store.load(
      wantedOf({
        threads: [keyOf('anna'), keyOf('bela')],
        intents: [intent],
        phoneNumbers: [phone],
      }),
    )
    const threads = [
      { row, snapshot: null, tail: events },
      { row: bare, snapshot: null, tail: [] },
    ]
    expectSameSet(loaded.threads, threads, 'the loaded threads')
    const { threads: _threads, ...rest } = loaded
    const others = {
      unchanged: [],
      intents: [intent],
      phoneNumbers: [number],
      tombstones: [],
      templates: 1,
      sends: 0,
    }
    expectSame(rest, others, 'what was loaded beside the threads')
    expectSame(await store.threads(all), [row, bare], 'the threads')
    expectSame(await store.events(keyOf('anna'), { after: 0, limit: 10 }), events, 'the events')
    expectSame(await store.templates({ after: 0, limit: 10 }), [templateRow(1)], 'the templates')
    expectSame(await store.phoneNumbers(), [number], 'the phone numbers')
    expectSame(await store.openIntents(10), [intent], 'the open intents')
    expectSame(await store.intentsTo(phone, ['anna'], 10), [intent], 'the intents to a customer')
    expectSame(await store.unread(10), [unread], 'the unread inputs')
    expectSame(await store.findings(10), [finding], 'the findings')
    expectSame(await store.journal(all), [entry], 'the journal')
    const placed = events.map((event) => ({ ...keyOf('anna'), ...event }))
    expectSame(await store.allEvents(all), placed, 'the events of all threads')
  }),

  caseOf('A later row replaces every column of the one before.', async (store) => {
    const first = threadRow('anna', { length: 1, aliases: ['a'], windowClosesAt: noon, replyBy: noon })
    const second = {
      aliases: ['a', 'b'],
      windowClosesAt: null,
      replyBy: noon + 1,
      closedByMeta: noon + 2,
      waitingSince: noon,
      name: 'A',
    }
    await expectCommitted(store, together(newThread('anna', first)))
    const next = nextThread(first, 1, { ...second, newest: noon + 2 })
    await expectCommitted(store, { threads: [next] })
    expectSame(await store.threads({ after: null, limit: 10 }), [next.row], 'the second row')
    const last = nextThread(next.row, 0, {
      aliases: [],
      replyBy: null,
      closedByMeta: null,
      waitingSince: null,
      name: null,
    })
    await expectCommitted(store, { threads: [last] })
    expectSame(await store.threads({ after: null, limit: 10 }), [last.row], 'the third row')
  }),

  caseOf('What is not there is left out, and what is wanted twice comes once.', async (store) => {
    await expectCommitted(store, world)
    const { threads, intents, phoneNumbers, tombstones } = await store.load({
      threads: ['anna', 'nobody', 'anna-2', 'anna'].map((customer) => keyOf(customer)),
      intents: [intentRow('first', { recipient: 'anna' }), intentRow('none')],
      intentIds: ['id of first', 'id of none', 'id of first'],
      phoneNumbers: [phone, 'none', phone],
      tombstones: ['none', 'none'],
    })
    expectSame(
      threads.map(({ row }) => row.customer),
      ['anna'],
      'the threads',
    )
    expectSame(
      intents.map(({ id }) => id),
      ['id of first'],
      'the intents',
    )
    expectSame(
      phoneNumbers.map(({ id }) => id),
      [phone],
      'the phone numbers',
    )
    expectSame(tombstones, [], 'the tombstones')
  }),

  caseOf('A phone number keeps its threads apart from those of another.', async (store) => {
    await expectCommitted(
      store,
      together(newThread('anna', { length: 2 }), newThread('anna', { phoneNumberId: otherPhone, length: 1 })),
    )
    for (const [id, length] of [
      [phone, 2],
      [otherPhone, 1],
    ] as const) {
      const { threads } = await store.load(wantedOf({ threads: [keyOf('anna', id)] }))
      expectSame(
        threads.map(({ row, tail }) => [row.phoneNumberId, tail.length]),
        [[id, length]],
        'the thread',
      )
    }
  }),

  caseOf(
    'What a caller does later with what it gave or got changes nothing that is stored.',
    async (store) => {
      const [aliases, accounts] = [['anna-2'], ['1']]
      const row = { ...threadRow('anna'), aliases }
      const number = { ...phoneNumberRow(phone), accounts }
      await expectCommitted(store, {
        threads: [{ row, expected: 0, events: [], snapshot: null }],
        phoneNumbers: [number],
      })
      aliases.push('changed')
      accounts.push('changed')
      row.revision = 9
      const threads = await store.threads({ after: null, limit: 10 })
      expectSame(threads, [threadRow('anna', { aliases: ['anna-2'] })], 'the thread')
      expectSame((await store.phoneNumbers())[0]?.accounts, ['1'], 'the accounts')
    },
  ),

  caseOf('A change has an effect in every table.', async (store) => {
    await expectCommitted(store, world)
    const before = await survey(store, worldNames)
    await expectCommitted(store, wideChange)
    const after = await survey(store, worldNames)
    for (const [name, part] of Object.entries(after))
      if (name !== 'tombstones')
        expectThat(JSON.stringify(part) !== JSON.stringify(before[name]), `the change left ${name} as it was`)
  }),
]
