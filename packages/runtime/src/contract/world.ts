import type { Change } from '../store/change.ts'
import {
  claimRow,
  findingRow,
  idChange,
  intentRow,
  journalEntry,
  keyOf,
  newThread,
  nextThread,
  noon,
  otherPhone,
  phone,
  phoneNumberRow,
  sendRow,
  templateRow,
  threadRow,
  together,
  unreadRow,
} from './given.ts'
import { newJob } from './given-jobs.ts'
import type { SurveyOf } from './survey.ts'

const anna = threadRow('anna', {
  aliases: ['anna-2'],
  length: 3,
  windowClosesAt: noon + 10,
  replyBy: noon + 20,
  closedByMeta: noon - 5,
  waitingSince: noon - 7,
  name: 'Anna',
})
const bela = threadRow('bela', { length: 2, windowClosesAt: noon + 30 })

/** A little of everything. */
export const world: Change = together(
  newThread('anna', anna),
  newThread('bela', bela),
  newThread('anna', { phoneNumberId: otherPhone, length: 1, replyBy: noon + 40 }),
  {
    journal: [journalEntry('entry-1'), journalEntry('entry-2', { receivedAt: noon + 1 })],
    phoneNumbers: [phoneNumberRow(phone), phoneNumberRow(otherPhone, { accounts: [] })],
    templates: [templateRow(1), templateRow(2)],
    intents: [intentRow('first', { recipient: 'anna' }), intentRow('second', { isOpen: false })],
    claims: [claimRow('anna', 'message-1'), claimRow('bela', 'message-1')],
    unread: [unreadRow('entry-1', 0)],
    findings: [findingRow('anna', 'message-1')],
    sends: [sendRow('first'), sendRow('first', { phoneNumberId: otherPhone })],
    tellsOfSends: true,
    jobs: [newJob('job-1', { awaits: 'anna' }), newJob('job-2', { dueAt: noon })],
  },
)

/** To be committed after the world: changes something in every table. */
export const wideChange: Change = together(
  newThread('carl', { length: 2, windowClosesAt: noon + 50, replyBy: noon + 60 }),
  {
    expectedThreads: [
      { ...keyOf('anna'), expected: 1 },
      { ...keyOf('nobody'), expected: 0 },
    ],
    expectedTemplates: 2,
    expectedTombstones: [{ digest: 'digest', at: null }],
    journal: [journalEntry('entry-3')],
    removedThreads: [{ ...keyOf('bela'), expected: 1 }],
    moves: [{ phoneNumberId: phone, from: 'bela', to: 'anna', offset: 3 }],
    threads: [
      {
        ...nextThread({ ...anna, length: 5 }, 2, { windowClosesAt: noon + 70 }),
        snapshot: { length: 5, madeBy: 'version-1', text: '{"snapshot":5}' },
      },
    ],
    ids: [idChange('bela', 'anna', 'bela')],
    phoneNumbers: [phoneNumberRow(phone, { revision: 2, accounts: ['1', '2'] })],
    templates: [templateRow(3)],
    intents: [
      intentRow('first', { recipient: 'anna', revision: 2, isOpen: false }),
      intentRow('third', { recipient: 'carl' }),
    ],
    removedClaims: [claimRow('anna', 'message-1')],
    claims: [claimRow('carl', 'message-1')],
    unread: [unreadRow('entry-3', 0)],
    findings: [findingRow('carl', 'message-1')],
    removedSends: [sendRow('first')],
    sends: [sendRow('second')],
    tellsOfSends: true,
    jobs: [newJob('job-3')],
    wakes: [{ ...keyOf('anna'), at: noon }],
  },
)

/** All names that the world and the change have. */
export const worldNames: SurveyOf = {
  threads: [
    ...['anna', 'anna-2', 'bela', 'carl', 'nobody'].map((customer) => keyOf(customer)),
    keyOf('anna', otherPhone),
    keyOf('anna-2', otherPhone),
  ],
  intents: ['first', 'second', 'third'].flatMap((key) =>
    ['anna', 'carl', '16505551234'].map((recipient) => ({ phoneNumberId: phone, recipient, key })),
  ),
  intentIds: ['id of first', 'id of second', 'id of third'],
  phoneNumbers: [phone, otherPhone],
  tombstones: ['digest'],
}
