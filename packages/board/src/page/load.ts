import type { Cell } from './cell.ts'
import type { ServerClock } from './clock.ts'
import { readFindings } from './model/finding.ts'
import { readClockSkew } from './model/health.ts'
import { readIntents } from './model/intent.ts'
import { readLimits } from './model/limits.ts'
import { readSpend } from './model/spend.ts'
import { readTemplateLists } from './model/template-list.ts'
import { readTemplates } from './model/template.ts'
import { keyOf, mergeThreads, readThreads, type Thread } from './model/thread.ts'
import type { Client, Reply } from './server/client.ts'
import type { State } from './state.ts'

/** The parts of the state that can be reloaded. */
export type Part = 'threads' | 'intents' | 'templates' | 'findings' | 'limits' | 'spend' | 'health'

export const parts: readonly Part[] = [
  'threads',
  'intents',
  'templates',
  'findings',
  'limits',
  'spend',
  'health',
]

export interface LoadParts {
  readonly client: Client
  readonly clock: ServerClock
  readonly state: Cell<State>
  readonly onWrongKey: () => void
}

type Change = (state: State) => State

/** Loads parts of the state; a part that fails to load stays, and its problem is shown. */
export const loader =
  ({ client, clock, state, onWrongKey }: LoadParts): ((wanted: ReadonlySet<Part>) => Promise<boolean>) =>
  async (wanted) => {
    const replies = await Promise.all(
      [...wanted].map(async (part) => {
        const answers = await Promise.all(paths[part].map((path) => client.get(path)))
        return { part, answers }
      }),
    )
    const all = replies.flatMap(({ answers }) => answers)
    if (all.some(({ is }) => is === 'wrong-key')) {
      onWrongKey()
      return true
    }
    // A gateway that is not ready still answers questions; their failures are shown separately.
    const problem = problemOf(replies.flatMap(({ part, answers }) => (silent.has(part) ? [] : answers)))
    const changes = replies.map(({ part, answers }) => changeBy(part, answers, clock))
    const says = [...wanted].some((part) => part !== 'spend')
    state.update((before) => {
      const after = changes.reduce((now, change) => change(now), before)
      return says ? { ...after, problem } : after
    })
    return problem === null
  }

const paths: Readonly<Record<Part, readonly string[]>> = {
  threads: ['/threads?closing-within=PT24H&limit=1000', '/threads?reply-within=PT24H&limit=1000'],
  intents: ['/intents'],
  templates: ['/templates'],
  findings: ['/findings'],
  limits: ['/phone-numbers'],
  spend: ['/spend'],
  health: ['/readyz'],
}

const problemOf = (replies: readonly Reply[]): string | null => {
  for (const reply of replies) {
    if (reply.is === 'failed') return reply.reason
    if (reply.is === 'not-found') return 'the server has no such path; it may be older than this page'
  }
  return null
}

/** Their failures are shown elsewhere, or are none: an older server has no such path. */
const silent: ReadonlySet<Part> = new Set(['health', 'spend'])

const same: Change = (state) => state

const changeBy = (part: Part, replies: readonly Reply[], clock: ServerClock): Change => {
  const good = replies.filter((reply) => reply.is === 'ok')
  const [first] = good
  if (first === undefined || good.length < replies.length) return same
  switch (part) {
    case 'threads': {
      const lists = good.map(({ body }) => readThreads(body))
      const now = lists[0]?.now ?? null
      clock.record(now, first.askedAt)
      const threads = mergeThreads(...lists.map((list) => list.threads))
      return (state) => ({ ...state, threads, knownAt: now ?? clock.now(), answers: kept(state, threads) })
    }
    case 'intents':
      return (state) => ({ ...state, intents: readIntents(first.body) })
    case 'templates':
      return (state) => ({
        ...state,
        templates: readTemplates(first.body),
        templateLists: readTemplateLists(first.body),
      })
    case 'findings':
      return (state) => ({ ...state, findings: readFindings(first.body) })
    case 'limits':
      return (state) => ({ ...state, limits: readLimits(first.body) })
    case 'spend':
      return (state) => ({ ...state, spend: readSpend(first.body) })
    case 'health':
      return (state) => ({ ...state, clockSkew: readClockSkew(first.body) })
  }
}

/** The answers about threads that have not changed. */
const kept = (state: State, threads: readonly Thread[]): State['answers'] => {
  const before = new Map(state.threads.map((thread) => [keyOf(thread), JSON.stringify(thread)]))
  const unchanged = threads
    .filter((thread) => before.get(keyOf(thread)) === JSON.stringify(thread))
    .map(keyOf)
  return new Map(
    unchanged.flatMap((key) => {
      const answer = state.answers.get(key)
      return answer === undefined ? [] : [[key, answer] as const]
    }),
  )
}
