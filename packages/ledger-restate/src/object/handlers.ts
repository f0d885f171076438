import { engine, type Engine, type Settings } from '@guichet/core'
import { changedBy, performAlone, type LedgerStore, type Loaded, type TemplateRow } from '@guichet/runtime'
import { splitByNumber, threadsOfAll } from '../by-number.ts'
import type { Aside, Batch, BatchDone, Erasing, Learned, Question, Seen } from '../protocol.ts'
import { intentsIn } from '../state/intents.ts'
import { templatesKey } from '../state/keys.ts'
import { changeMeta, metaOf } from '../state/meta.ts'
import { numbersIn } from '../state/numbers.ts'
import { objectStore } from '../state/object-store.ts'
import { prefetchBatch } from '../state/prefetch.ts'
import { eraseFrom } from '../state/erase.ts'
import { outboxIn } from '../state/outbox.ts'
import { pagesIn } from '../state/pages.ts'
import { layerOn, type State } from '../state/state.ts'
import { passedIn } from './passed.ts'
import { wholeThreads } from './whole.ts'

/** An object, as one call of it sees it. */
export interface Within {
  /** The phone number; empty for the accounts. */
  readonly own: string
  readonly state: State
  /** All keys of the state. */
  readonly keys: () => Promise<readonly string[]>
  readonly accounts: {
    readonly seen: (seen: Seen) => Promise<Learned>
    readonly numbers: LedgerStore['phoneNumbers']
  }
  /** Asks the object of another phone number. */
  readonly ask: (phoneNumberId: string, question: Question) => Promise<unknown>
}

/** Does commands, one batch after the other. Follows from the state and the batch alone, so it can be done again. */
export const batch = async (
  within: Within,
  { commands, at: named, settings, notices, keepsOutbox }: Batch,
): Promise<BatchDone> => {
  const { own } = within
  const state = layerOn(within.state)
  await prefetchBatch(state, own)
  await introduce(within, state)
  const at = Math.max(named, (await metaOf(state)).latest ?? named)
  const { passed, keep } = await passedIn(state, at)
  const store = storeIn(within, state)
  const numbers = numbersIn(state)
  const before = (await numbers.get(own))?.revision
  const { outcomes, changes } = await performAlone({
    store,
    engine: engineOf(settings),
    passed,
    commands,
    at,
    ...(notices === undefined ? {} : { notices }),
  })
  if (changes.length > 0) {
    keep()
    await changeMeta(state, ({ version }) => ({ latest: at, version: version + 1 }))
    if (keepsOutbox) await outboxIn(state).add(changes)
  }
  const row = await numbers.get(own)
  const templates = await pagesIn<TemplateRow>(state, templatesKey).length()
  state.writeThrough()
  if (row !== null && row.revision !== before) await within.accounts.seen({ row, templates })
  return {
    outcomes,
    changed: changes.flatMap(changedBy),
    aside: keepsOutbox ? [] : changes.flatMap(asideOf),
    templates,
  }
}

const asideOf = ({ journal, unread, findings, jobs, wakes }: Aside): readonly Aside[] =>
  [journal, unread, findings, jobs, wakes].some(({ length }) => length > 0)
    ? [{ journal, unread, findings, jobs, wakes }]
    : []

/** Before its first batch a phone number is made known to the accounts, and learns what is known of them. */
const introduce = async ({ own, accounts }: Within, state: State): Promise<void> => {
  if (own === '' || (await metaOf(state)).isRegistered) return
  const templates = await pagesIn<TemplateRow>(state, templatesKey).length()
  const learned = await accounts.seen({ row: { id: own, revision: 0, accounts: [] }, templates })
  await keepLearned(own, state, learned)
  await changeMeta(state, () => ({ isRegistered: true }))
}

/** Keeps what happened at accounts, from which every phone number's rules follow. */
export const learn = async ({ own, state: below }: Within, learned: Learned): Promise<number> => {
  const state = layerOn(below)
  await keepLearned(own, state, learned)
  const length = await pagesIn<TemplateRow>(state, templatesKey).length()
  state.writeThrough()
  return length
}

const keepLearned = async (own: string, state: State, { templates, row }: Learned): Promise<void> => {
  const rows = pagesIn<TemplateRow>(state, templatesKey)
  const known = await rows.length()
  const next = templates.filter(({ ordinal }) => ordinal > known)
  // What comes too early comes again with what is missing before it.
  if (next.length > 0 && next[0]?.ordinal === known + 1) {
    await rows.add(next)
    await grow(state)
  }
  if (row === null) return
  const numbers = numbersIn(state)
  const mine = await numbers.get(own)
  const accounts = [...new Set([...(mine?.accounts ?? []), ...row.accounts])]
  if (accounts.length === (mine?.accounts.length ?? 0)) return
  await numbers.put({ id: own, revision: (mine?.revision ?? 0) + 1, accounts })
  await grow(state)
}

/** The accounts' object takes note of a phone number, and says what that one does not know. */
export const seen = async ({ state: below }: Within, { row, templates }: Seen): Promise<Learned> => {
  const state = layerOn(below)
  const numbers = numbersIn(state)
  const known = await numbers.get(row.id)
  const accounts = [...new Set([...(known?.accounts ?? []), ...row.accounts])]
  const isNew = known === null || accounts.length > known.accounts.length
  const now = isNew ? { id: row.id, revision: (known?.revision ?? 0) + 1, accounts } : known
  if (isNew) {
    await numbers.put(now)
    await grow(state)
  }
  const learned = { templates: await pagesIn<TemplateRow>(state, templatesKey).after(templates), row: now }
  state.writeThrough()
  return learned
}

/** The read model has what was on its way to it, up to that number. */
export const taken = async ({ state: below }: Within, upTo: number): Promise<void> => {
  const state = layerOn(below)
  await outboxIn(state).taken(upTo)
  state.writeThrough()
}

/** Forgets a customer; `false` where that has to be planned anew. */
export const erase = async ({ own, state: below }: Within, { erasure, name }: Erasing): Promise<boolean> => {
  const state = layerOn(below)
  const isDone = await eraseFrom(state, own, erasure, name)
  if (isDone) await grow(state)
  state.writeThrough()
  return isDone
}

/** Answers a question; beside a writer it sees what is written so far. */
export const answer = async (within: Within, question: Question): Promise<unknown> => {
  const state = layerOn(within.state)
  const store = storeIn(within, state)
  const { own } = within
  switch (question.is) {
    case 'load':
      return store.load(question.wanted)
    case 'events':
      return store.events({ phoneNumberId: own, customer: question.customer }, question.page)
    case 'templates':
      return store.templates(question.page)
    case 'sends':
      return store.sends(question.page)
    case 'numbers':
      return numbersIn(state).all()
    case 'claimed':
      return store.claimed(question.use)
    case 'counting':
      return store.counting(question.query)
    case 'open':
      return store.openTo(question.customers.map((customer) => ({ phoneNumberId: own, customer })))
    case 'open-intents':
      return intentsIn(state).open()
    case 'intents-to':
      return (await Promise.all(question.customers.map(intentsIn(state).to))).flat()
    case 'outbox':
      return outboxIn(state).first(question.limit)
    case 'version':
      return (await metaOf(state)).version
    case 'threads':
      return wholeThreads(state, await within.keys(), question)
  }
}

const storeIn = ({ own, accounts, ask }: Within, state: State): LedgerStore =>
  objectStore(state, own, {
    phoneNumbers: accounts.numbers,
    load: async (threads) => {
      const nothingElse = { intents: [], intentIds: [], phoneNumbers: [], tombstones: [] }
      const loaded = [...splitByNumber({ ...nothingElse, threads })].map(
        ([id, wanted]) => ask(id, { is: 'load', wanted }) as Promise<Loaded>,
      )
      return threadsOfAll(await Promise.all(loaded))
    },
    counting: async (query) => {
      const rows = query.phoneNumberIds.map(
        (id) =>
          ask(id, { is: 'counting', query: { ...query, phoneNumberIds: [id] } }) as ReturnType<
            LedgerStore['counting']
          >,
      )
      return (await Promise.all(rows)).flat()
    },
  })

const grow = (state: State): Promise<void> => changeMeta(state, ({ version }) => ({ version: version + 1 }))

const engines = new Map<string, Engine>()

const engineOf = (settings: Settings): Engine => {
  const name = JSON.stringify(settings)
  const known = engines.get(name) ?? engine(settings)
  engines.set(name, known)
  return known
}
