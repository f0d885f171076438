import type { Change } from '../store/change.ts'
import { caseOf, type ContractCase } from './case.ts'
import { expectCommitted, expectConflict, expectSame } from './expect.ts'
import {
  eventRows,
  idChange,
  intentRow,
  keyOf,
  newThread,
  otherPhone,
  phone,
  phoneNumberRow,
  templateRow,
  threadRow,
  together,
} from './given.ts'
import { survey } from './survey.ts'
import { wideChange, world, worldNames } from './world.ts'

/** What makes a change a conflict after the world and a tombstone, each by a title of its own. */
const conflicts: readonly (readonly [what: string, parts: Partial<Change>])[] = [
  ['a thread that was decided upon has another revision', expectedThread('anna', 2)],
  ['a thread that was decided upon is there against expectation', expectedThread('anna', 0)],
  ['a thread that was decided upon is there under another id', expectedThread('anna-2', 0)],
  ['a thread that was decided upon is not there', expectedThread('carla', 1)],
  ['more templates are known', { expectedTemplates: 1 }],
  ['fewer templates are known', { expectedTemplates: 3 }],
  ['an id was erased against expectation', { expectedTombstones: [{ digest: 'erased', at: null }] }],
  ['an id was erased at another instant', { expectedTombstones: [{ digest: 'erased', at: 4 }] }],
  ['an id was not erased', { expectedTombstones: [{ digest: 'other', at: 5 }] }],
  [
    'a removed thread has another revision',
    { removedThreads: [{ ...keyOf('anna', otherPhone), expected: 2 }] },
  ],
  ['a removed thread is not there', { removedThreads: [{ ...keyOf('carla'), expected: 1 }] }],
  ['a changed thread has an earlier revision', changedThread(3)],
  ['a changed thread is there against expectation', changedThread(0)],
  ['a changed thread is not there', { threads: [{ ...emptyChange('carla'), expected: 1 }] }],
  ['the ordinal of a new event is taken', takenEvent(1)],
  ['the ordinal of a new event is that of a moved one', takenMove()],
  ['an id leads somewhere against expectation', { ids: [idChange('anna-2', 'carl', null)] }],
  ['an id leads elsewhere', { ids: [idChange('anna-2', 'carl', 'bela')] }],
  ['an id leads nowhere', { ids: [idChange('anna-3', 'carl', 'anna')] }],
  ['a phone number has an earlier revision', { phoneNumbers: [phoneNumberRow(otherPhone, { revision: 3 })] }],
  ['a phone number is there against expectation', { phoneNumbers: [phoneNumberRow(otherPhone)] }],
  ['a phone number is not there', { phoneNumbers: [phoneNumberRow('none', { revision: 2 })] }],
  ['the ordinal of a template is taken', { templates: [templateRow(2, { text: 'another' })] }],
  ['an intent is there against expectation', { intents: [intentRow('second', { id: 'fresh' })] }],
  ['an intent has an earlier revision', { intents: [intentRow('second', { revision: 3 })] }],
  ['an intent is not there', { intents: [intentRow('fresh', { revision: 2 })] }],
  ['the id of a new intent is another’s', { intents: [intentRow('fresh', { id: 'id of second' })] }],
]

/** Whatever is otherwise than expected, nothing of the change is stored. */
export const conflictsLeaveNothing: readonly ContractCase[] = conflicts.map(([what, parts]) =>
  caseOf(`Nothing of a change is stored when ${what}.`, async (store) => {
    await expectCommitted(store, world)
    await store.erase({ threads: [], ids: [], tombstones: [{ digest: 'erased', at: 5 }] })
    const names = { ...worldNames, tombstones: ['digest', 'erased', 'other'] }
    const before = await survey(store, names)
    await expectConflict(store, parts, what)
    expectSame(await survey(store, names), before, `all that is stored, after a conflict because ${what}`)
    await expectConflict(store, conflicting(parts), `${what}, in a change of everything`)
    expectSame(
      await survey(store, names),
      before,
      `all that is stored, after a wide conflict because ${what}`,
    )
    await expectCommitted(store, wideChange, 'the same change without what was in conflict')
  }),
)

/** The wide change with these parts after its own. */
function conflicting(parts: Partial<Change>): Change {
  return together(wideChange, parts)
}

function expectedThread(customer: string, expected: number): Partial<Change> {
  return { expectedThreads: [{ ...keyOf(customer), expected }] }
}

function emptyChange(customer: string): Change['threads'][number] {
  return { row: threadRow(customer, { revision: 2 }), expected: 1, events: [], snapshot: null }
}

function changedThread(expected: number): Partial<Change> {
  const row = threadRow('anna', { phoneNumberId: otherPhone, revision: 4, length: 1 })
  return { threads: [{ row, expected, events: [], snapshot: null }] }
}

/** An event whose ordinal the thread of the other phone number has. */
function takenEvent(ordinal: number): Partial<Change> {
  const row = threadRow('anna', { phoneNumberId: otherPhone, revision: 2, length: 2 })
  return { threads: [{ row, expected: 1, events: eventRows(ordinal, 2, 'another'), snapshot: null }] }
}

/** The stream of the other phone number goes to a customer whose new events have the same ordinals. */
function takenMove(): Partial<Change> {
  const events = newThread('dora', { phoneNumberId: otherPhone, length: 2 })
  return {
    moves: [{ phoneNumberId: otherPhone, from: 'anna', to: 'dora', offset: 0 }],
    ...events,
  }
}

/** Changes whose expectations all hold. */
export const expectationsHold: readonly ContractCase[] = [
  caseOf('A change whose expectations all hold is committed.', async (store) => {
    await expectCommitted(store, world)
    await store.erase({ threads: [], ids: [], tombstones: [{ digest: 'erased', at: 5 }] })
    await expectCommitted(store, {
      expectedThreads: [
        { ...keyOf('anna'), expected: 1 },
        { ...keyOf('nobody'), expected: 0 },
      ],
      expectedTemplates: 2,
      expectedTombstones: [
        { digest: 'erased', at: 5 },
        { digest: 'other', at: null },
      ],
    })
  }),

  caseOf('A thread that was decided upon alone stays as it was.', async (store) => {
    await expectCommitted(store, world)
    const before = await survey(store, worldNames)
    for (let time = 0; time < 2; time += 1)
      await expectCommitted(store, expectedThread('anna', 1), 'a second look at the same revision')
    expectSame(await survey(store, worldNames), before, 'all that is stored')
  }),

  caseOf('A thread whose row was removed may come anew.', async (store) => {
    await expectCommitted(store, together(newThread('anna')))
    await expectCommitted(store, { removedThreads: [{ ...keyOf('anna'), expected: 1 }] })
    await expectConflict(store, expectedThread('anna', 1), 'a thread that was removed')
    await expectCommitted(store, { threads: newThread('anna').threads })
  }),

  caseOf('Many conflicts in one change are one conflict.', async (store) => {
    await expectCommitted(store, world)
    const before = await survey(store, worldNames)
    const parts = conflicts.map(([, one]) => one)
    await expectConflict(store, together(...parts), 'all conflicts at once')
    expectSame(await survey(store, worldNames), before, 'all that is stored')
  }),

  caseOf('The same intent key of another recipient or phone number is another intent.', async (store) => {
    const others = [
      intentRow('key'),
      intentRow('key', { id: '2', recipient: 'other' }),
      intentRow('key', { id: '3', phoneNumberId: otherPhone }),
    ]
    await expectCommitted(store, { intents: others }, 'three intents with the same key')
    const { intents } = await store.load({
      threads: [],
      intents: others,
      intentIds: [],
      phoneNumbers: [phone],
      tombstones: [],
    })
    expectSame(intents.length, 3, 'how many intents there are')
  }),
]
