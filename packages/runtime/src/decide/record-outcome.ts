import { isHeldBack } from '@guichet/core/adapter'
import type { Event, Instant } from '@guichet/core'
import type { DispatchOutcome } from '../ports.ts'
import { storableId } from '../text.ts'
import { readIntent, threadOfIntent, writeIntent, type Intent, type IntentState } from '../intents/intent.ts'
import { sentEvents } from '../intents/sent-events.ts'
import { takenAt } from '../intents/taken-at.ts'
import type { RecordOutcome } from './command.ts'
import type { Done } from './done.ts'
import type { Draft } from './draft.ts'
import { noticesOfOutcome } from './notices.ts'
import { reservationOf } from './limits.ts'

/** Writes down what became of a dispatched intent, and the events that it makes. */
export const recordOutcome = (draft: Draft, command: RecordOutcome): Done<null> => {
  const { intent, outcome, at } = command
  if (!isEchoed(draft, intent, outcome)) for (const event of outcomeEvents(command)) draft.absorb(event)
  const state = stateOf(outcome, at)
  if (writeState(draft, intent, state))
    draft.notices.push(...noticesOfOutcome(draft, intent, { outcome, state, at }))
  if (outcome.outcome !== 'unknown') endReservation(draft, intent, outcome.outcome === 'accepted')
  return { result: null }
}

/** What became of the message is known: it is in its thread, or there is none. */
export const endReservation = (draft: Draft, intent: Intent, wentOut: boolean): void => {
  const { phoneNumberId, recipient, id, claimedAt } = intent
  draft.passed.push({ phoneNumberId, id, at: null })
  if (intent.reserves !== true) return
  const own = draft.thread(threadOfIntent(intent))?.own ?? null
  const customers = new Set([recipient, ...(own === null ? [] : [own.customer])])
  draft.limits.release(
    [...customers].map((customer) => reservationOf({ phoneNumberId, customer }, id, claimedAt)),
    wentOut,
  )
}

/** An echo may have been faster; then the message is known, dated by its status. */
const isEchoed = (draft: Draft, key: Intent, outcome: DispatchOutcome): boolean => {
  const row = draft.intents.byId(key.id)
  const state = row === null ? null : readIntent(row).state
  return outcome.outcome === 'accepted' && state?.is === 'accepted' && state.wamid === outcome.wamid
}

/**
 * An echo may have shown it already, and the caller may have sent the message again: neither is undone. Tells whether
 * it was written.
 */
const writeState = (draft: Draft, key: Intent, state: IntentState): boolean => {
  // By its id, for it may have moved with its thread.
  const row = draft.intents.byId(key.id)
  if (row === null) return false
  const stored = readIntent(row)
  if (stored.state.is !== 'dispatching' || key.state.is !== 'dispatching') return false
  if (stored.state.claim !== key.state.claim) return false
  draft.intents.put(writeIntent({ ...stored, state }))
  return true
}

/** The state of an intent that came to this. */
export const stateOf = (outcome: DispatchOutcome, at: Instant): IntentState => {
  switch (outcome.outcome) {
    case 'accepted': {
      const { wamid, customer, messageStatus } = outcome
      return {
        is: 'accepted',
        wamid,
        by: 'answer',
        ...(customer.waId === undefined && customer.userId === undefined ? {} : { customer }),
        ...(messageStatus === undefined ? {} : { messageStatus }),
      }
    }
    case 'refused': {
      const { status, code, message, fault, freesKey, raw } = outcome
      return {
        is: 'refused',
        ...(status === undefined ? {} : { status }),
        code,
        message,
        ...(fault === undefined ? {} : { fault }),
        ...(freesKey === undefined ? {} : { freesKey }),
        raw,
      }
    }
    case 'failed': {
      const { reason, code, retryAfter } = outcome
      return { is: 'failed', reason, ...(code === undefined ? {} : { code }), retryAt: at + retryAfter }
    }
    case 'unknown':
      return { is: 'unknown', reason: outcome.reason }
  }
}

/** The ids of the customer once that outcome is known: those that WhatsApp gives, and the one that was addressed. */
export const idsAfter = ({
  intent,
  outcome,
}: Pick<RecordOutcome, 'intent' | 'outcome'>): readonly string[] => {
  const { waId, userId } = outcome.outcome === 'accepted' ? outcome.customer : {}
  const ids = [userId, waId].flatMap((one) => (one === undefined ? [] : [storableId(one)]))
  return [...new Set([...ids, intent.recipient])]
}

/**
 * What happened in the thread. A message that WhatsApp refused is one that failed at once (G2): it opens
 * nothing, and the next answer takes a refusal because of the window into account (CSW-5). Where the fault
 * was ours alone and the same message may go again, there was no message yet.
 */
const outcomeEvents = ({ intent, outcome, at }: RecordOutcome): readonly Event[] => {
  const { phoneNumberId, recipient, content, claimedAt, id, attempt } = intent
  if (outcome.outcome === 'accepted') {
    const [customer = recipient, ...others] = idsAfter({ intent, outcome })
    const thread =
      others.length === 0 ? { phoneNumberId, customer } : { phoneNumberId, customer, aliases: others }
    const held = isHeldBack(outcome.messageStatus) ? { held: true } : {}
    return sentEvents(intent, { id: outcome.wamid, at: takenAt(outcome, claimedAt), ...thread, ...held })
  }
  if (outcome.outcome !== 'refused' || outcome.code === null || outcome.freesKey === true) return []
  const message = `refused:${id}:${attempt}`
  const thread = { phoneNumberId, customer: recipient }
  return [
    { type: 'business-messaged', id: message, at: claimedAt, content, ...thread },
    {
      type: 'message-status',
      id: `${message}:failed`,
      at: Math.max(at, claimedAt),
      message,
      status: 'failed',
      errorCode: outcome.code,
      ...thread,
    },
  ]
}
