import type { Instant } from '@guichet/core'
import type { IntentKey } from '../store/rows.ts'
import type { Work } from '../work/work.ts'
import { readIntent, stateAt, writeIntent } from './intent.ts'

/** The work of giving up an intent whose fate is unknown; tells whether there was one. */
export const givingUp = (key: IntentKey, at: Instant): Work<boolean> => ({
  threads: [],
  intents: [key],
  run: (draft) => {
    const row = draft.intents.find(key)
    if (row === null) return { result: false }
    const intent = readIntent(row)
    if (stateAt(intent, at).is !== 'unknown') return { result: false }
    draft.intents.put(writeIntent({ ...intent, state: { is: 'given-up' } }))
    return { result: true }
  },
})
