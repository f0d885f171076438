import type { IntentKey } from '../store/rows.ts'
import { readAgain, type Work } from '../work/work.ts'
import { readIntent, threadOfIntent, writeIntent, type Intent, type IntentState } from './intent.ts'

/** The work of giving up what is of unknown fate under a key to a customer; tells whether there was anything. */
export const givingUp = (key: IntentKey, stateNow: (intent: Intent) => IntentState): Work<boolean> => ({
  threads: [threadOfIntent(key)],
  intents: [key],
  run: (draft) => {
    const rows = draft.intents.to(key, draft.thread(threadOfIntent(key))?.own ?? null)
    if (rows === null) return readAgain
    const unknown = rows.map(readIntent).filter((intent) => stateNow(intent).is === 'unknown')
    for (const intent of unknown) draft.intents.put(writeIntent({ ...intent, state: { is: 'given-up' } }))
    return { result: unknown.length > 0 }
  },
})
