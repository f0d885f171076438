import type { Instant } from '@guichet/core'
import { fingerprintOf, isSameRequest } from '../intents/fingerprint.ts'
import { intentIdOf } from '../intents/intent-id.ts'
import {
  inShort,
  readIntent,
  stateAt,
  threadOfIntent,
  writeIntent,
  type Intent,
  type IntentState,
} from '../intents/intent.ts'
import type { Claim } from './command.ts'
import { readAgain, type Done } from './done.ts'
import type { Draft } from './draft.ts'
import { noticeOfLimit, noticeOfRefusal } from './notices.ts'
import { reservationOf } from './limits.ts'
import { mayBeSent, type Found, type MayBeSent } from './may-be-sent.ts'
import type { Claimed } from './results.ts'

/** Decides and claims; both are one change, so nobody sends on what no longer holds. */
export const claim = (draft: Draft, command: Claim): Done<Claimed> | typeof readAgain => {
  const result = claimIn(draft, command)
  if (result === readAgain) return readAgain
  if (result.is !== 'claimed') return { result }
  const thread = threadOfIntent(command.request)
  return draft.thread(thread) === null
    ? { result, goesByTemplates: true, goesWithout: thread }
    : { result, goesByTemplates: true }
}

const claimIn = (draft: Draft, input: Claim): Claimed | typeof readAgain => {
  const { request, claim: name, at } = input
  const found = draft.thread(threadOfIntent(request))
  const intents = earlierIntents(draft, input, found)
  if (intents === readAgain) return readAgain
  const { earlier } = intents
  if (earlier !== null && !isSameRequest(earlier, request)) return { is: 'key-reused' }
  if (earlier !== null && isSettled(earlier, input))
    return { is: 'known', intent: earlier, state: stateAt(earlier, at) }
  const decision = mayBeSent(draft, input, found)
  if (decision.is === 'refused') {
    // Claimed in doubt, and refused on a second look: nothing was sent, and the key is free.
    if (earlier !== null && isOwn(earlier, name))
      draft.intents.put(writeIntent({ ...earlier, state: { is: 'failed', reason: 'refused', retryAt: at } }))
    draft.notices.push(...noticeOfRefusal(draft, input, decision.answer))
    return decision
  }
  const intent = intentFor(input, found, intents, decision)
  draft.intents.put(writeIntent(intent))
  takeUp(draft, intent, decision)
  draft.notices.push(...noticeOfLimit(input, decision))
  const names = [request.recipient, ...(found === null ? [] : [found.own.customer, ...found.own.aliases])]
  return { is: 'claimed', intent, body: decision.message.body, answer: decision.answer, names }
}

/** What the claim uses of what it shares with others: the phone number's rate, and perhaps a messaging limit. */
const takeUp = (draft: Draft, intent: Intent, { isOneMore, isOneOfMany }: MayBeSent): void => {
  const { phoneNumberId, recipient, id, claimedAt } = intent
  draft.passed.push({ phoneNumberId, id, at: claimedAt })
  if (intent.reserves === true)
    draft.limits.reserve(reservationOf({ phoneNumberId, customer: recipient }, id, claimedAt))
  const guard = isOneMore ? draft.limits.guardOf(phoneNumberId) : null
  if (guard !== null) draft.phoneNumbers.touch(guard)
  if (isOneOfMany) draft.phoneNumbers.touch({ id: phoneNumberId, revision: 0, accounts: [] })
}

/** What was asked for under the same key before. */
interface EarlierIntents {
  /** The one that counts; `null` where there is none. */
  readonly earlier: Intent | null
  /** It is kept under the customer, and so the new claim goes on with it; `null` where another intent is needed. */
  readonly own: Intent | null
  /** Has another intent the id that the request gives? */
  readonly isIdTaken: boolean
}

const earlierIntents = (
  draft: Draft,
  { request, claim: name, at }: Claim,
  found: Found,
): EarlierIntents | typeof readAgain => {
  const rows = draft.intents.to(request, found?.own ?? null)
  if (rows === null) return readAgain
  const addressed = draft.intents.byId(intentIdOf(request))
  const named = rows.map(readIntent)
  // The customer's, by any of their ids; and what was asked for in the same words before the number changed hands.
  const elsewhere =
    addressed === null || rows.some(({ id }) => id === addressed.id) ? [] : [readIntent(addressed)]
  const earlier = oneThatCounts([...named, ...elsewhere], name, at)
  return {
    earlier,
    own: earlier !== null && named.includes(earlier) ? earlier : null,
    isIdTaken: addressed !== null,
  }
}

/** Is nothing left to do for that intent but to say what came of it? */
const isSettled = (intent: Intent, { request, claim: name, at, remembered }: Claim): boolean =>
  remembered.some((one) => isOwn(intent, one.claim)) ||
  !mayGoOn(intent, name, at, request.evenIfUnknown === true)

/** The intent as it is claimed: the earlier one again, or another. */
const intentFor = (
  { request, claim: name, newId, until }: Claim,
  found: Found,
  { own, isIdTaken }: EarlierIntents,
  { message, answer, claimedAt, reserves }: MayBeSent,
): Intent => ({
  phoneNumberId: request.phoneNumberId,
  // Where the thread is kept, so that another claim of the same for the same customer meets it.
  recipient: own?.recipient ?? found?.own.customer ?? request.recipient,
  key: request.key,
  id: own?.id ?? (isIdTaken ? newId : intentIdOf(request)),
  fingerprint: fingerprintOf(request),
  content: message.content,
  ...(message.asksToCall === undefined ? {} : { asksToCall: message.asksToCall }),
  ...(reserves ? { reserves } : {}),
  allowed: inShort(answer),
  claimedAt,
  attempt: own === null ? 0 : isOwn(own, name) ? own.attempt : own.attempt + 1,
  state: { is: 'dispatching', claim: name, until },
})

/**
 * May an intent be sent (again)? A failed one when it is time, an unknown one at the caller's risk, and one that
 * WhatsApp refused where the message was not at fault.
 */
const mayGoOn = (intent: Intent, claimName: string, at: Instant, evenIfUnknown: boolean): boolean => {
  const state = stateAt(intent, at)
  if (isOwn(intent, claimName)) return true
  if (state.is === 'failed') return at >= state.retryAt
  if (state.is === 'refused') return state.freesKey === true
  return state.is === 'unknown' && evenIfUnknown
}

/** The commit of this very claim was in doubt, and it turns out that it was stored. */
const isOwn = ({ state }: Intent, claimName: string): boolean =>
  state.is === 'dispatching' && state.claim === claimName

/**
 * Of several intents under one key, to two customers who turned out to be one, the one that keeps us from sending
 * again: what went out before what may have gone out, before what surely did not.
 */
const oneThatCounts = (intents: readonly Intent[], claimName: string, at: Instant): Intent | null =>
  intents.toSorted((one, other) => weightOf(one, claimName, at) - weightOf(other, claimName, at))[0] ?? null

const weightOf = (intent: Intent, claimName: string, at: Instant): number => {
  if (isOwn(intent, claimName)) return -1
  const state = stateAt(intent, at)
  if (state.is === 'failed' || (state.is === 'refused' && state.freesKey === true)) return order.length
  return order.indexOf(state.is)
}

const order: readonly IntentState['is'][] = ['accepted', 'dispatching', 'unknown', 'given-up', 'refused']
