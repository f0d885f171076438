import type { ServerClock } from './clock.ts'
import type { Cell } from './cell.ts'
import { loader, parts, type Part } from './load.ts'
import { fieldsOf, textOf } from './model/json.ts'
import type { ThreadKey } from './model/thread.ts'
import type { Client } from './server/client.ts'
import type { ServerEvent } from './server/events.ts'
import type { Listener } from './server/follow.ts'
import { paced, type PaceParts } from './server/pace.ts'
import { forgetAllAnswers, forgetAnswers, keysOf, type State } from './state.ts'

/** Keeps the state up to date. */
export interface Refresh {
  /** Reloads everything. */
  readonly all: () => void
  readonly some: (...wanted: readonly Part[]) => void
  /** A second has passed: reloads what failed or is old. */
  readonly tick: () => void
  /** Handles the changes of the stream. */
  readonly listener: Listener
}

export interface RefreshParts {
  readonly client: Client
  readonly clock: ServerClock
  readonly state: Cell<State>
  readonly pace: PaceParts
  readonly onWrongKey: () => void
  /** A thread changed; `null` when any may have. */
  readonly onThread: (key: ThreadKey | null) => void
}

const usually = 60_000
const afterFailure = 5_000

/** A burst of changes causes at most one request a second. */
export const refreshOf = ({ client, clock, state, pace, onWrongKey, onThread }: RefreshParts): Refresh => {
  const load = loader({ client, clock, state, onWrongKey })
  const due = new Set<Part>()
  let nextAt = 0
  const run = paced(
    1000,
    async () => {
      const wanted = new Set(due)
      due.clear()
      // The first sum of a month reads much: nothing waits for it.
      if (wanted.delete('spend')) void load(new Set(['spend']))
      const isGood = await load(wanted)
      nextAt = pace.steady() + (isGood ? usually : afterFailure)
    },
    pace,
  )
  const some = (...wanted: readonly Part[]): void => {
    for (const part of wanted) due.add(part)
    run()
  }
  const all = (): void => some(...parts)
  const changed = ({ name, data }: ServerEvent): void => {
    // From now on the server sends every change; earlier answers may have missed one. Or there are too many
    // changes to name.
    if (name === 'ready' || name === 'reload') {
      state.update(forgetAllAnswers)
      all()
      onThread(null)
    }
    if (name === 'intents') some('intents')
    if (name === 'templates') {
      some('templates', 'findings', 'limits')
      onThread(null)
    }
    if (name !== 'thread') return
    const key = threadOf(data)
    if (key !== null) state.update((before) => forgetAnswers(before, keysOf(before, key)))
    some('threads', 'findings')
    onThread(key)
  }
  const connection = (now: State['connection']): void =>
    state.update((before) => ({ ...before, connection: now }))
  return {
    all,
    some,
    tick: () => {
      if (nextAt > 0 && pace.steady() >= nextAt) {
        nextAt = pace.steady() + usually
        all()
      }
    },
    listener: {
      connected: () => connection('live'),
      changed,
      lost: () => connection('lost'),
      wrongKey: onWrongKey,
    },
  }
}

/** The thread of an event; `null` if it cannot be read. */
const threadOf = (data: string): ThreadKey | null => {
  try {
    const fields = fieldsOf(JSON.parse(data))
    const phoneNumberId = textOf(fields['phoneNumberId'])
    const customer = textOf(fields['customer'])
    return phoneNumberId === null || customer === null ? null : { phoneNumberId, customer }
  } catch {
    return null
  }
}
