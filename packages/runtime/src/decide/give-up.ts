import {
  readIntent,
  stateAt,
  threadOfIntent,
  writeIntent,
  type Intent,
  type IntentState,
} from '../intents/intent.ts'
import type { GiveUp } from './command.ts'
import { readAgain, type Done } from './done.ts'
import type { Draft } from './draft.ts'
import { noticesOfFate } from './notices.ts'

/** Gives up what is of unknown fate under a key to a customer. */
export const giveUp = (draft: Draft, { key, at, remembered }: GiveUp): Done<boolean> | typeof readAgain => {
  const rows = draft.intents.to(key, draft.thread(threadOfIntent(key))?.own ?? null)
  if (rows === null) return readAgain
  const stateOf = (intent: Intent): IntentState =>
    remembered.find(({ claim }) => isClaim(intent, claim))?.state ?? stateAt(intent, at)
  const unknown = rows.map(readIntent).filter((intent) => stateOf(intent).is === 'unknown')
  for (const intent of unknown) {
    draft.intents.put(writeIntent({ ...intent, state: { is: 'given-up' } }))
    const known = { ...intent, state: stateOf(intent) }
    draft.notices.push(...noticesOfFate(draft, known, { is: 'given-up' }, at))
  }
  return { result: unknown.length > 0 }
}

const isClaim = ({ state }: Intent, claim: string): boolean =>
  state.is === 'dispatching' && state.claim === claim
