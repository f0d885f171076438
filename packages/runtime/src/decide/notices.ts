import { type Instant, type Refusal, type TooOld, explain } from '@guichet/core'
import { left } from '@guichet/core/adapter'
import { ownThread } from '@guichet/core/store'
import { stateAt, threadOfIntent, type Intent, type IntentState } from '../intents/intent.ts'
import type { DispatchOutcome } from '../ports.ts'
import {
  entryPointWaiting,
  limitNear,
  outcomeKnown,
  refused,
  type Notice,
  type ThreadNamed,
} from '../notices/notice.ts'
import { noticeJobs, wantsAny } from '../notices/plan.ts'
import { windowJob } from '../notices/windows.ts'
import type { NewJob } from '../store/jobs.ts'
import type { Claim } from './command.ts'
import type { Draft } from './draft.ts'
import type { MayBeSent } from './may-be-sent.ts'
import type { Stream } from './streams.ts'

/** What a draft hands on, and when windows have to be looked at. */
export const jobsOfDraft = (draft: Draft): readonly NewJob[] => {
  const { plan, recordedAt } = draft
  if (plan.targets.length === 0) return []
  const changed = draft.rehousing.streams().filter(({ isChanged }) => isChanged)
  const waiting = changed.flatMap((stream) => entryPointOf(draft, stream))
  const ends = wantsAny(plan, 'window-closing', 'window-closed') ? changed.flatMap(newEndOf) : []
  return [
    ...noticeJobs(plan, [...draft.notices, ...waiting], recordedAt),
    ...ends.map((end) => windowJob(plan, end, recordedAt)),
  ]
}

const entryPointOf = (draft: Draft, stream: Stream): readonly Notice[] => {
  const { stored, phoneNumberId, replyBy } = stream
  // A customer who turns out to be another one waited before.
  const before = [stored, ...draft.rehousing.removed].filter((row) => row?.phoneNumberId === phoneNumberId)
  return replyBy === null || before.some((row) => row?.replyBy === replyBy)
    ? []
    : [entryPointWaiting(namedIn(draft, stream), draft.recordedAt, replyBy)]
}

/** A thread that was joined with another one has its end already, under another id of the customer. */
const newEndOf = ({ phoneNumberId, customer, stored, windowClosesAt }: Stream) =>
  windowClosesAt === null || windowClosesAt === (stored?.windowClosesAt ?? null)
    ? []
    : [{ phoneNumberId, customer, closesAt: windowClosesAt }]

const namedIn = (draft: Draft, key: { phoneNumberId: string; customer: string }): ThreadNamed => {
  const own = ownThread(draft.state(), key)
  const { phoneNumberId } = key
  return own === null
    ? { phoneNumberId, customer: key.customer }
    : { phoneNumberId, customer: own.customer, ids: [key.customer, ...own.aliases] }
}

/** The rules refuse what somebody wants to send. */
export const noticeOfRefusal = (
  draft: Draft,
  { request, at, claim }: Claim,
  answer: Refusal | TooOld,
): readonly Notice[] =>
  wantsAny(draft.plan, 'refused')
    ? [
        refused(
          namedIn(draft, threadOfIntent(request)),
          at,
          { key: request.key, content: request.content.kind, attempt: claim },
          {
            by: 'rules',
            reasons: answer.answer === 'refused' ? answer.reasons.map(({ code }) => code) : [answer.answer],
            explanation: explain(left(answer)),
          },
        ),
      ]
    : []

/** Most of the limit is used once the message is on its way. */
export const noticeOfLimit = ({ request }: Claim, { claimedAt, limit }: MayBeSent): readonly Notice[] =>
  limit === null || limit.used < limit.limit * nearShare
    ? []
    : [limitNear(request.phoneNumberId, claimedAt, limit)]

/** What counts as near. */
const nearShare = 0.8

/** What WhatsApp answered to a message: its refusal, or the fate of one that was taken to be of unknown fate. */
export const noticesOfOutcome = (
  draft: Draft,
  intent: Intent,
  {
    outcome,
    state,
    at,
  }: { readonly outcome: DispatchOutcome; readonly state: IntentState; readonly at: Instant },
): readonly Notice[] => {
  const named = namedIn(draft, threadOfIntent(intent))
  const { key, content, id, attempt } = intent
  const refusals =
    outcome.outcome === 'refused'
      ? [
          refused(
            named,
            at,
            { key, content: content.kind, attempt: `${id}:${attempt}` },
            { by: 'whatsapp', code: outcome.code, explanation: outcome.message },
          ),
        ]
      : []
  return [...refusals, ...noticesOfFate(draft, intent, state, at)]
}

/** The fate of a message is known that was unknown until now. */
export const noticesOfFate = (
  draft: Draft,
  intent: Intent,
  state: IntentState,
  at: Instant,
): readonly Notice[] => {
  if (stateAt(intent, at).is !== 'unknown' || state.is === 'unknown') return []
  const about = {
    name: [intent.id, String(intent.attempt)],
    key: intent.key,
    outbox: null,
    outcome: state.is === 'refused' ? 'refused-by-whatsapp' : state.is,
    wamid: state.is === 'accepted' ? state.wamid : null,
  }
  return [outcomeKnown(namedIn(draft, threadOfIntent(intent)), at, about)]
}
