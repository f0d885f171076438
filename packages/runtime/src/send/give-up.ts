import type { Instant } from '@guichet/core'
import type { IntentKey } from '../store/rows.ts'
import { readAgain, type Work } from '../work/work.ts'
import { readIntent, stateAt, threadOfIntent, writeIntent } from './intent.ts'

/** The work of giving up what is of unknown fate under a key to a customer; tells whether there was anything. */
export const givingUp = (key: IntentKey, at: Instant): Work<boolean> => ({
  threads: [threadOfIntent(key)],
  intents: [key],
  run: (draft) => {
    const rows = draft.intents.to(key, draft.thread(threadOfIntent(key))?.own ?? null)
    if (rows === null) return readAgain
    const unknown = rows.map(readIntent).filter((intent) => stateAt(intent, at).is === 'unknown')
    for (const intent of unknown) draft.intents.put(writeIntent({ ...intent, state: { is: 'given-up' } }))
    return { result: unknown.length > 0 }
  },
})
