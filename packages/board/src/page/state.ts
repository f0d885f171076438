import type { Answer } from './model/answer.ts'
import type { Finding } from './model/finding.ts'
import type { Intent } from './model/intent.ts'
import type { Instant } from './model/json.ts'
import type { NumberLimits } from './model/limits.ts'
import type { Spend } from './model/spend.ts'
import { keyOf, type Thread, type ThreadKey } from './model/thread.ts'
import type { TemplateList } from './model/template-list.ts'
import type { Template } from './model/template.ts'
import type { Wanted } from './list/filter.ts'

/** The state of the page; its parts are immutable. */
export interface State {
  readonly threads: readonly Thread[]
  readonly intents: readonly Intent[]
  readonly templates: readonly Template[]
  readonly templateLists: readonly TemplateList[]
  readonly findings: readonly Finding[]
  /** What WhatsApp allows the phone numbers, and how far it is used. */
  readonly limits: readonly NumberLimits[]
  /** What was spent; `null` while or where that is not known. */
  readonly spend: Spend | null
  /** The answers for a service message, by thread. */
  readonly answers: ReadonlyMap<string, Answer>
  /** When the threads were last loaded; `null` before. */
  readonly knownAt: Instant | null
  readonly connection: 'connecting' | 'live' | 'lost'
  /** Why the last request failed; `null` if it did not. */
  readonly problem: string | null
  /** How far the server's clock is ahead of WhatsApp's, in seconds; `null` where it is right. */
  readonly clockSkew: number | null
  readonly wanted: Wanted
  /** How many of the selected threads are shown at most. */
  readonly room: number
  /** The result of a search on the server; `null` without a search. */
  readonly lookup: string | null
}

/** How many threads are shown at first, and how many more each time. */
export const firstRoom = 50

export const initialState: State = {
  threads: [],
  intents: [],
  templates: [],
  templateLists: [],
  findings: [],
  limits: [],
  spend: null,
  answers: new Map(),
  knownAt: null,
  connection: 'connecting',
  problem: null,
  clockSkew: null,
  wanted: { filter: 'all', phoneNumberId: null, search: '' },
  room: firstRoom,
  lookup: null,
}

/** A new filter or search begins at the top. */
export const want = (state: State, wanted: Partial<Wanted>): State => ({
  ...state,
  wanted: { ...state.wanted, ...wanted },
  room: firstRoom,
  lookup: null,
})

/** Drops all answers: any thread may have changed. */
export const forgetAllAnswers = (state: State): State => ({ ...state, answers: new Map() })

/** Drops the answers about these threads. */
export const forgetAnswers = (state: State, keys: Iterable<string>): State => {
  const answers = new Map(state.answers)
  for (const key of keys) answers.delete(key)
  return { ...state, answers }
}

/** The known phone numbers, in a fixed order. */
export const phoneNumbersOf = ({ threads, intents, findings }: State): readonly string[] =>
  [...new Set([...threads, ...intents, ...findings].map(({ phoneNumberId }) => phoneNumberId))]
    .filter((id) => id !== '')
    .sort()

/** Finds the threads with a message of unknown outcome. */
export const troubledBy = ({ intents }: State): ((thread: Thread) => boolean) => {
  const keys = new Set(
    intents
      .filter(({ isUnknown }) => isUnknown)
      .map(({ phoneNumberId, recipient }) => keyOf({ phoneNumberId, customer: recipient })),
  )
  return ({ phoneNumberId, customer, aliases }) =>
    [customer, ...aliases].some((id) => keys.has(keyOf({ phoneNumberId, customer: id })))
}

/** The thread of an event, if it names one. */
export const keysOf = ({ threads }: State, changed: ThreadKey): readonly string[] => [
  keyOf(changed),
  ...threads
    .filter(
      (thread) => thread.phoneNumberId === changed.phoneNumberId && thread.aliases.includes(changed.customer),
    )
    .map(keyOf),
]
