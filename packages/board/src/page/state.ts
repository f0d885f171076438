import type { Answer } from './model/answer.ts'
import type { Finding } from './model/finding.ts'
import type { Intent } from './model/intent.ts'
import type { Instant } from './model/json.ts'
import { keyOf, type Thread, type ThreadKey } from './model/thread.ts'
import type { TemplateList } from './model/template-list.ts'
import type { Template } from './model/template.ts'
import type { Wanted } from './list/filter.ts'

/** All that the page shows; every part of it is replaced, never changed. */
export interface State {
  readonly threads: readonly Thread[]
  readonly intents: readonly Intent[]
  readonly templates: readonly Template[]
  readonly templateLists: readonly TemplateList[]
  readonly findings: readonly Finding[]
  /** Whether a service message may be sent, by thread, as far as it was asked. */
  readonly answers: ReadonlyMap<string, Answer>
  /** When the threads were last heard of; `null` before. */
  readonly knownAt: Instant | null
  readonly connection: 'connecting' | 'live' | 'lost'
  /** Why the last question failed; `null` when it did not. */
  readonly problem: string | null
  /** How far the server's clock is ahead of WhatsApp's, in seconds; `null` where it is right. */
  readonly clockSkew: number | null
  readonly wanted: Wanted
  /** How many threads of those that are wanted are shown at the most. */
  readonly room: number
  /** What became of a search on the server; `null` while there was none. */
  readonly lookup: string | null
}

/** So many threads are shown at first, and so many more each time. */
export const firstRoom = 50

export const initialState: State = {
  threads: [],
  intents: [],
  templates: [],
  templateLists: [],
  findings: [],
  answers: new Map(),
  knownAt: null,
  connection: 'connecting',
  problem: null,
  clockSkew: null,
  wanted: { filter: 'all', phoneNumberId: null, search: '' },
  room: firstRoom,
  lookup: null,
}

/** Another filter or search begins at the top again. */
export const want = (state: State, wanted: Partial<Wanted>): State => ({
  ...state,
  wanted: { ...state.wanted, ...wanted },
  room: firstRoom,
  lookup: null,
})

/** Forgets everything that was answered: any thread may have changed. */
export const forgetAllAnswers = (state: State): State => ({ ...state, answers: new Map() })

/** Forgets what was answered about threads. */
export const forgetAnswers = (state: State, keys: Iterable<string>): State => {
  const answers = new Map(state.answers)
  for (const key of keys) answers.delete(key)
  return { ...state, answers }
}

/** The phone numbers that are known of, in a fixed order. */
export const phoneNumbersOf = ({ threads, intents, findings }: State): readonly string[] =>
  [...new Set([...threads, ...intents, ...findings].map(({ phoneNumberId }) => phoneNumberId))]
    .filter((id) => id !== '')
    .sort()

/** Tells the threads to which a message of unknown outcome went. */
export const troubledBy = ({ intents }: State): ((thread: Thread) => boolean) => {
  const keys = new Set(
    intents
      .filter(({ isUnknown }) => isUnknown)
      .map(({ phoneNumberId, recipient }) => keyOf({ phoneNumberId, customer: recipient })),
  )
  return ({ phoneNumberId, customer, aliases }) =>
    [customer, ...aliases].some((id) => keys.has(keyOf({ phoneNumberId, customer: id })))
}

/** The thread that an event speaks of, if the event names one. */
export const keysOf = ({ threads }: State, changed: ThreadKey): readonly string[] => [
  keyOf(changed),
  ...threads
    .filter(
      (thread) => thread.phoneNumberId === changed.phoneNumberId && thread.aliases.includes(changed.customer),
    )
    .map(keyOf),
]
