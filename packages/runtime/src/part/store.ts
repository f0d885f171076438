import type { Changed } from '../changed.ts'
import { readEvent } from '../event-text.ts'
import { noChange, type Change } from '../store/change.ts'
import type { Erasure, Within } from '../store/erasure.ts'
import type { UnreadRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { jobsInWhole, jobsOfPart, queueEndOf } from './jobs.ts'
import { filledPage, firstOurs } from './pages.ts'
import { isInPart, notInPart, type Part } from './part.ts'
import { markOf } from './reader.ts'

/**
 * A part of a store, as a store: nothing else exists in it. Whatever names a phone number of another part is refused
 * with `NotInPart`. The journal is not read here, only forgotten, and closing is left to the whole.
 */
export const storeOfPart = (whole: Store, part: Part): Store => {
  const isOurs = ({ phoneNumberId }: OfNumber): boolean => part.phoneNumbers.has(phoneNumberId)
  const checked = (rows: readonly OfNumber[]): void => {
    for (const row of rows) if (!isOurs(row)) throw notInPart(row.phoneNumberId)
  }
  const numbers = (ids: readonly string[]): readonly OfNumber[] =>
    ids.map((phoneNumberId) => ({ phoneNumberId }))
  return {
    ...(whole.members === undefined ? {} : { members: whole.members }),
    ...(whole.ledger === undefined ? {} : { ledger: whole.ledger }),
    capabilities: { ...whole.capabilities, phoneNumbers: part.phoneNumbers },
    prove: () => whole.prove(),
    listen: (listener) =>
      whole.listen((changed) => {
        if (isOursToKnow(changed, part)) listener(changed)
      }),
    // The whole is closed by its owner.
    close: async () => undefined,

    load: async (wanted) => {
      checked([...wanted.threads, ...wanted.intents, ...numbers(wanted.phoneNumbers)])
      const loaded = await whole.load(wanted)
      return { ...loaded, intents: loaded.intents.filter(isOurs) }
    },
    commit: async (change) => {
      checked(numbered(change))
      return whole.commit({ ...change, jobs: jobsInWhole(change.jobs, part) })
    },
    events: async (key, page) => {
      checked([key])
      return whole.events(key, page)
    },
    templates: async (page) =>
      (await whole.templates(page)).map((row) =>
        isOurTemplate(row.text, part) ? row : { ...row, text: '' },
      ),
    sends: (page) =>
      filledPage(whole.sends, page, isOurs, ({ phoneNumberId, id }) => ({ phoneNumberId, id })),
    phoneNumbers: async () => (await whole.phoneNumbers()).filter(({ id }) => part.phoneNumbers.has(id)),
    claimed: async (use) => {
      checked(numbers(use.phoneNumberIds))
      return whole.claimed(use)
    },
    counting: async (query) => {
      checked(numbers(query.phoneNumberIds))
      return whole.counting(query)
    },
    openTo: async (keys) => {
      checked(keys)
      return whole.openTo(keys)
    },

    threads: (page) =>
      filledPage(whole.threads, page, isOurs, ({ phoneNumberId, customer }) => ({ phoneNumberId, customer })),
    due: (what, within, limit) => firstOurs((most) => whole.due(what, within, most), limit, isOurs),
    openIntents: (limit) => firstOurs(whole.openIntents, limit, isOurs),
    intentsTo: async (phoneNumberId, recipients, limit) => {
      checked([{ phoneNumberId }])
      return whole.intentsTo(phoneNumberId, recipients, limit)
    },
    unread: (limit) => firstOurs(whole.unread, limit, (row) => isOurUnread(row, part)),
    findings: (limit, code) => firstOurs((most) => whole.findings(most, code), limit, isOurs),
    ...jobsOfPart(whole, part),
    journal: async () => [],
    allEvents: (page) =>
      filledPage(whole.allEvents, page, isOurs, ({ phoneNumberId, customer, recordedAt, ordinal }) => ({
        phoneNumberId,
        customer,
        recordedAt,
        ordinal,
      })),
    pruneJournal: (before) => whole.pruneJournal(before, numbersIn(part)),
    erase: async (erasure) => {
      checked([...erasure.threads, ...numberedAnew(erasure)])
      return whole.erase({ ...erasure, within: withinOf(part) })
    },
  }
}

interface OfNumber {
  readonly phoneNumberId: string
}

/** Phone numbers as webhooks and events name them: no text that a customer writes has these quotes, nor more digits. */
const numbersIn = ({ phoneNumbers }: Part): readonly string[] =>
  [...phoneNumbers].map((id) => JSON.stringify(id))

const withinOf = (part: Part): Within => ({
  phoneNumbers: [...part.phoneNumbers],
  texts: [...numbersIn(part), markOf(part)],
  queueEnd: queueEndOf(part),
})

const numberedAnew = ({ anew }: Erasure): readonly OfNumber[] =>
  anew === undefined ? [] : [...numbered({ ...noChange, ...anew }), ...anew.removedIntents]

const numbered = (change: Change): readonly OfNumber[] => [
  ...change.expectedThreads,
  ...change.removedThreads,
  ...change.intents,
  ...change.moves,
  ...change.threads.map(({ row }) => row),
  ...change.ids,
  ...change.phoneNumbers.map(({ id }) => ({ phoneNumberId: id })),
  ...change.removedClaims,
  ...change.claims,
  ...change.findings,
  ...change.removedSends,
  ...change.sends,
  ...change.jobs.filter(({ phoneNumberId }) => phoneNumberId !== ''),
  ...change.wakes,
]

const isOurTemplate = (text: string, part: Part): boolean => {
  try {
    return isInPart(part, readEvent(text))
  } catch {
    return false
  }
}

/** What did not come in as an event bears the mark of the part, or the event that came too late. */
const isOurUnread = ({ text }: UnreadRow, part: Part): boolean => {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read !== 'object' || read === null) return false
    if ('part' in read) return read.part === part.name
    if (!('event' in read) || typeof read.event !== 'object' || read.event === null) return false
    const { event } = read
    if ('phoneNumberId' in event && typeof event.phoneNumberId === 'string')
      return part.phoneNumbers.has(event.phoneNumberId)
    return 'account' in event && typeof event.account === 'string' && part.accounts.has(event.account)
  } catch {
    return false
  }
}

/** What changed without a name may be ours. */
const isOursToKnow = (changed: Changed, { phoneNumbers, accounts }: Part): boolean => {
  if (changed.is === 'thread') return phoneNumbers.has(changed.phoneNumberId)
  return changed.is !== 'templates' || (changed.accounts ?? [...accounts]).some((one) => accounts.has(one))
}
