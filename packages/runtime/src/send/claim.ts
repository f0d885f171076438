import { emptyThread, isLeft, type Allowed, type Instant, type Refusal, type TooOld } from '@guichet/core'
import type { SendRequest } from '../ports.ts'
import { digestOf } from '../text.ts'
import type { Draft } from '../work/draft.ts'
import type { Work } from '../work/work.ts'
import { readIntent, stateAt, threadOfIntent, writeIntent, type Intent, type IntentState } from './intent.ts'

/** What came of claiming an intent. */
export type Claimed =
  /** It is ours to send, now. */
  | { readonly is: 'claimed'; readonly intent: Intent; readonly answer: Allowed }
  /** The rules refuse it, or cannot tell; nothing was claimed. */
  | { readonly is: 'refused'; readonly answer: Refusal | TooOld }
  /** An earlier request with the same key has been this far. */
  | { readonly is: 'known'; readonly intent: Intent; readonly state: IntentState }
  /** Another request was made under the same key. */
  | { readonly is: 'key-reused' }

export interface Claiming {
  readonly request: SendRequest & { readonly key: string }
  readonly at: Instant
  /** Nobody else makes the same claim. */
  readonly claim: string
  readonly newId: string
  /** How long the transport may take. */
  readonly until: Instant
  readonly tierUsed: number
}

/** The work of claiming: the decision and the claim are one change, so nobody sends on what no longer holds. */
export const claiming = (input: Claiming): Work<Claimed> => {
  const { request } = input
  const thread = threadOfIntent(request)
  return {
    threads: [thread],
    intents: [request],
    run: (draft) => {
      const result = claimIn(draft, input)
      if (result.is !== 'claimed') return { result }
      return draft.thread(thread) === null
        ? { result, goesByTemplates: true, goesWithout: thread }
        : { result, goesByTemplates: true }
    },
  }
}

const claimIn = (draft: Draft, { request, at, claim: name, newId, until, tierUsed }: Claiming): Claimed => {
  const row = draft.intents.find(request)
  const earlier = row === null ? null : readIntent(row)
  const fingerprint = fingerprintOf(request)
  if (earlier !== null && earlier.fingerprint !== fingerprint) return { is: 'key-reused' }
  if (earlier !== null && !mayGoOn(earlier, name, at, request.evenIfUnknown === true))
    return { is: 'known', intent: earlier, state: stateAt(earlier, at) }
  const found = draft.thread(threadOfIntent(request))
  const answer = draft.engine.thread.ask(
    found?.own.thread ?? emptyThread,
    draft.templatesFor(request.phoneNumberId),
    request.content,
    at,
    { customer: request.recipient, tierUsed, closedByMeta: found?.stream.closedByMeta ?? null },
  )
  if (isLeft(answer)) {
    // Claimed in doubt, and refused on a second look: nothing was sent, and the key is free.
    if (earlier !== null && isOwn(earlier, name))
      draft.intents.put(writeIntent({ ...earlier, state: { is: 'failed', reason: 'refused', retryAt: at } }))
    return { is: 'refused', answer: answer.left }
  }
  const intent: Intent = {
    phoneNumberId: request.phoneNumberId,
    recipient: request.recipient,
    key: request.key,
    id: earlier?.id ?? newId,
    fingerprint,
    content: request.content,
    claimedAt: at,
    attempt: earlier === null ? 0 : isOwn(earlier, name) ? earlier.attempt : earlier.attempt + 1,
    state: { is: 'dispatching', claim: name, until },
  }
  draft.intents.put(writeIntent(intent))
  return { is: 'claimed', intent, answer: answer.right }
}

/** May an intent be sent (again)? A failed one when it is time, an unknown one at the caller's risk. */
const mayGoOn = (intent: Intent, claimName: string, at: Instant, evenIfUnknown: boolean): boolean => {
  const state = stateAt(intent, at)
  if (isOwn(intent, claimName)) return true
  if (state.is === 'failed') return at >= state.retryAt
  return state.is === 'unknown' && evenIfUnknown
}

/** The commit of this very claim was in doubt, and it turns out that it was stored. */
const isOwn = ({ state }: Intent, claimName: string): boolean =>
  state.is === 'dispatching' && state.claim === claimName

const fingerprintOf = ({ content, body }: SendRequest): string => digestOf(JSON.stringify([content, body]))
