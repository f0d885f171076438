import type { Duration, Instant } from '@guichet/core'
import type { Claimed } from '../decide/results.ts'
import type { Dispatch, DispatchOutcome, SendRequest, Surroundings, Transport } from '../ports.ts'
import { isStoreFailure } from '../store/failure.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { callbackDataOf } from '../intents/callback-data.ts'
import { replayOf, resultOf, toldAgain, type SendResult } from './result.ts'
import type { Twins } from './twins.ts'
import type { Remembered, Unrecorded } from './unrecorded.ts'

interface SendInput {
  readonly ledger: Ledger
  readonly transport: Transport
  readonly surroundings: Surroundings
  /** How long a message may be on its way before its fate counts as unknown. */
  readonly dispatchLimit: Duration
  /** How far ahead of our clock a stored event counts. */
  readonly countsAhead: Duration
  readonly twins: Twins
  readonly unrecorded: Unrecorded
  readonly tierUsed: (phoneNumberId: string, at: Instant, until: Instant) => Promise<number>
}

/** Sends a message: claims the intent, hands it to WhatsApp, records what became of it. */
export const send = async (request: SendRequest, input: SendInput): Promise<SendResult> => {
  const { surroundings, twins, unrecorded } = input
  const claim = surroundings.newId()
  let claimed: Claimed
  try {
    claimed = await claimFor(request, claim, input)
  } catch (failure) {
    const found = unrecorded.find(request)
    if (found === null || !isStoreFailure(failure)) throw failure
    return found === 'key-reused' ? { outcome: 'key-reused' } : fromMemory(found, surroundings.now())
  }
  switch (claimed.is) {
    case 'claimed': {
      const result = dispatch(claimed, request, input)
      twins.follow(claim, result)
      return result
    }
    case 'known':
      return known(request, claimed, input)
    case 'refused':
      return claimed.otherwise === undefined
        ? { outcome: 'refused-by-rule', answer: claimed.answer }
        : { outcome: 'refused-by-rule', answer: claimed.answer, otherwise: claimed.otherwise }
    case 'key-reused':
      return { outcome: 'key-reused' }
  }
}

const claimFor = async (
  request: SendRequest,
  claim: string,
  { ledger, surroundings, dispatchLimit, countsAhead, unrecorded, tierUsed }: SendInput,
): Promise<Claimed> => {
  const at = surroundings.now()
  const key = request.key ?? surroundings.newId()
  return ledger.perform(request.phoneNumberId, {
    do: 'claim',
    request: { ...request, key },
    at,
    claim,
    newId: surroundings.newId(),
    until: at + dispatchLimit,
    countsAhead,
    tierUsed: await tierUsed(request.phoneNumberId, at, at + countsAhead),
    remembered: unrecorded.under({ ...request, key }),
  })
}

const known = async (
  request: SendRequest,
  { intent, state }: Claimed & { readonly is: 'known' },
  input: SendInput,
): Promise<SendResult> => {
  const { surroundings, twins, unrecorded } = input
  const { now } = surroundings
  const remembered = unrecorded.of(intent)
  if (remembered !== null)
    return (await unrecorded.record(intent)) ? send(request, input) : fromMemory(remembered, now())
  if (state.is !== 'dispatching') return replayOf(intent, state, now())
  const twin = await twins.await(state.claim, state.until - now())
  return twin === null ? replayOf(intent, state, now()) : toldAgain(twin)
}

/** What this process knows although the store does not. */
const fromMemory = ({ intent, state }: Remembered, now: Instant): SendResult => {
  const result = replayOf(intent, state, now)
  return result.outcome === 'accepted' ? { ...result, isRecorded: false } : result
}

const dispatch = async (
  { intent, body, answer, names }: Claimed & { readonly is: 'claimed' },
  { callbackData, endpoint }: SendRequest,
  { ledger, transport, surroundings, unrecorded }: SendInput,
): Promise<SendResult> => {
  const { phoneNumberId, id, attempt } = intent
  const message: Dispatch = {
    phoneNumberId,
    body,
    callbackData: callbackDataOf(id, callbackData),
    attempt,
    ...(endpoint === undefined ? {} : { endpoint }),
  }
  // Others take it for unknown by then, and may have sent it themselves.
  const isTooLate = intent.state.is === 'dispatching' && surroundings.now() >= intent.state.until
  const outcome: DispatchOutcome = isTooLate
    ? { outcome: 'failed', reason: 'claiming the message took too long', retryAfter: 0 }
    : await handOver(message, transport)
  const at = surroundings.now()
  const isRecorded = await ledger.perform(phoneNumberId, { do: 'record-outcome', intent, outcome, at }).then(
    () => true,
    () => false,
  )
  if (!isRecorded) unrecorded.keep(intent, outcome, at, names)
  return resultOf(intent, answer, outcome, isRecorded)
}

/** No event can carry a longer id. */
const longestWamid = 1024

/** A transport that breaks its promise and throws has said nothing of the message. */
const handOver = async (message: Dispatch, transport: Transport): Promise<DispatchOutcome> => {
  try {
    const outcome = await transport.send(message)
    const isUsable =
      outcome.outcome !== 'accepted' || (outcome.wamid !== '' && outcome.wamid.length <= longestWamid)
    return isUsable
      ? outcome
      : { outcome: 'unknown', reason: 'WhatsApp accepted it without a usable message id' }
  } catch (thrown) {
    return { outcome: 'unknown', reason: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}
