import type { ThreadKey } from '@guichet/core'
import type { IntentKey } from '../store/rows.ts'
import type { Page, Store, Wanted } from '../store/store.ts'
import { inAnyOrder } from './expect.ts'
import { month } from './given.ts'

/** What to ask for by name. */
export interface SurveyOf {
  /** Every id of every customer. */
  readonly threads: readonly ThreadKey[]
  readonly intents: readonly IntentKey[]
  readonly intentIds: readonly string[]
  readonly phoneNumbers: readonly string[]
  readonly tombstones: readonly string[]
}

const many = 100_000
const ever = { opensAt: 0, closesAt: Date.UTC(2100, 0, 1) }

/** All that can be read of a store, in an order of its own: two stores with the same surveys hold the same. */
export const survey = async (store: Store, of: SurveyOf): Promise<Readonly<Record<string, unknown>>> => {
  const all = { after: null, limit: many }
  const loaded = await store.load(wantedOf(of))
  const recipients = of.threads.map(({ customer }) => customer)
  return {
    threads: await store.threads(all),
    snapshots: inAnyOrder(loaded.threads),
    streams: await each(of.threads, (key) => store.events(key, { after: 0, limit: many })),
    ids: await each(of.threads, async (key) => homeOf(store, key)),
    phoneNumbers: await store.phoneNumbers(),
    loadedPhoneNumbers: inAnyOrder(loaded.phoneNumbers),
    templates: await store.templates({ after: 0, limit: many }),
    templateCount: loaded.templates,
    sends: await store.sends(all),
    sendsTold: loaded.sends,
    tombstones: inAnyOrder(loaded.tombstones),
    intents: inAnyOrder(loaded.intents),
    openIntents: inAnyOrder(await store.openIntents(many)),
    intentsTo: await each(of.phoneNumbers, async (phoneNumberId) =>
      inAnyOrder(await store.intentsTo(phoneNumberId, recipients, many)),
    ),
    windows: inAnyOrder(await store.due('window', ever, many)),
    replies: inAnyOrder(await store.due('reply', ever, many)),
    claims: await each(of.phoneNumbers, (phoneNumberId) =>
      store.claimed({ phoneNumberIds: [phoneNumberId], month, until: ever.closesAt, limit: many }),
    ),
    unread: inAnyOrder(await store.unread(many)),
    findings: inAnyOrder(await store.findings(many)),
    journal: await store.journal(all),
    allEvents: await store.allEvents(all),
    // Places may have gaps, so only their order is compared.
    jobs: (await store.jobs({ queue: 'queue', state: null, order: 'oldest', ...all })).map((job) => ({
      ...job,
      place: null,
    })),
  }
}

export const wantedOf = (of: Partial<Wanted>): Wanted => ({
  threads: [],
  intents: [],
  intentIds: [],
  phoneNumbers: [],
  tombstones: [],
  ...of,
})

/** Reads page by page to the end. Rejects where pages never end or one is larger than asked for. */
export const allPages = async <Row, Place>(
  read: (page: Page<Place>) => Promise<readonly Row[]>,
  start: Place,
  placeOf: (row: Row) => Place,
  limit: number,
): Promise<readonly Row[]> => {
  const rows: Row[] = []
  for (let after = start; ;) {
    const page = await read({ after, limit })
    if (page.length > limit) throw new Error(`a page of ${limit} has ${page.length} rows`)
    rows.push(...page)
    const last = page.at(-1)
    if (last === undefined) return rows
    if (rows.length > many) throw new Error(`the pages do not end: ${rows.length} rows so far`)
    after = placeOf(last)
  }
}

const each = async <Asked, Answer>(
  list: readonly Asked[],
  ask: (one: Asked) => Promise<Answer>,
): Promise<readonly Answer[]> => {
  const answers: Answer[] = []
  for (const one of list) answers.push(await ask(one))
  return answers
}

const homeOf = async (store: Store, key: ThreadKey): Promise<string | null> => {
  const { threads } = await store.load(wantedOf({ threads: [key] }))
  return threads[0]?.row.customer ?? null
}
