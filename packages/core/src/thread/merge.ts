import type { BilledConversation } from '../charge/charge.ts'
import { byDelivery, type Delivery } from '../charge/delivery.ts'
import type { Instant } from '../time/instant.ts'
import type { ThreadEvent } from '../event/event.ts'
import { isTrace, wamidOf, type Remembered } from '../message/message.ts'
import { burstEndsAt } from './burst.ts'
import { bothCalls } from './calls.ts'
import type { Part } from './roots.ts'
import { both, nothingDecided, type Settlement } from './settlement.ts'
import { bothKnown } from './replaced-ids.ts'
import { quiet, type Standing } from './standing.ts'
import type { Conversation } from '../conversation/conversation.ts'
import type { Thread } from './thread.ts'

/** The facts of a joined thread: those of the part itself, and those that came under its other ids. */
export interface Joining {
  readonly part: Part
  /** The facts that are not the part's own. */
  readonly others: readonly ThreadEvent[]
}

/** A part as it goes into a thread that is joined (ID-8): it does not hide deliveries of the other parts. */
export const joiningPart = ({ part, others }: Joining): Part =>
  part.remembered.every(({ isCharged }) => isCharged)
    ? part
    : { ...part, remembered: rememberedBeside(part, others) }

/** What one part settled without a delivery must not hide a delivery in another part. */
const rememberedBeside = ({ remembered }: Part, others: readonly ThreadEvent[]): readonly Remembered[] => {
  const wamids = new Set(others.flatMap((event) => (isTrace(event) ? [wamidOf(event)] : [])))
  return remembered.filter(({ id, isCharged }) => isCharged || !wamids.has(id))
}

/** The settled part of a thread, if anything was settled of it, or decided by events that came too late. */
export const partsOf = ({ roots, base, settledBefore, lateBefore, remembered }: Thread): readonly Part[] =>
  roots.parts.length > 0
    ? roots.parts
    : roots.claims.length === 0 && settledBefore === -Infinity && lateBefore === -Infinity
      ? []
      : [{ claims: roots.claims, base, settledBefore, lateBefore, remembered }]

/** A part in which nothing is settled. */
export const emptyPart: Part = {
  claims: [],
  base: quiet,
  settledBefore: -Infinity,
  lateBefore: -Infinity,
  remembered: [],
}

/**
 * Joins the parts that certainly belong to one customer. Where several had settled facts already, the latest of
 * each is believed: what was settled apart cannot be folded again together.
 */
export const joinParts = (parts: readonly Part[]): { readonly part: Part; readonly decided: Settlement } => {
  const [first = emptyPart, ...rest] = parts
  return rest.reduce(
    ({ part, decided }, other) => ({
      part: {
        claims: [...part.claims, ...other.claims],
        base: laterOf(part.base, other.base),
        settledBefore: Math.max(part.settledBefore, other.settledBefore),
        lateBefore: Math.max(part.lateBefore, other.lateBefore),
        remembered: [...part.remembered, ...other.remembered],
      },
      decided: both(decided, droppedConversation(part, other)),
    }),
    { part: first, decided: nothingDecided },
  )
}

/** Both threads may wait for the same message. */
const onceEach = (deliveries: readonly Delivery[]): readonly Delivery[] =>
  deliveries.filter(
    ({ wamid, participant }, index) =>
      deliveries.findIndex((one) => one.wamid === wamid && one.participant === participant) === index,
  )

/** Both may have charged the same conversation. */
const onceById = (conversations: readonly BilledConversation[]): readonly BilledConversation[] =>
  conversations.filter(
    ({ id }, index) =>
      id === undefined || conversations.findIndex((conversation) => conversation.id === id) === index,
  )

/** Of two settled conversations only the later one goes on; the other comes out, unless it did before. */
const droppedConversation = (one: Part, other: Part): Settlement => {
  const [a, b] = [one.base.conversation, other.base.conversation]
  if (a === null || b === null) return nothingDecided
  const [dropped, from] = b.closesAt >= a.closesAt ? [a, one.settledBefore] : [b, other.settledBefore]
  return dropped.closesAt > from ? { ...nothingDecided, conversations: [dropped] } : nothingDecided
}

const closing = ({ closesAt }: Conversation): Instant => closesAt

const laterOf = (a: Standing, b: Standing): Standing => ({
  latestOpener: later(a.latestOpener, b.latestOpener, (at) => at),
  latestTemplate: later(a.latestTemplate, b.latestTemplate, (at) => at),
  conversation: later(a.conversation, b.conversation, closing),
  entryPoint: later(a.entryPoint, b.entryPoint, (entryPoint) => entryPoint.arrivedAt),
  preference: later(a.preference, b.preference, (preference) => preference.at),
  renamed: bothKnown(a.renamed, b.renamed),
  reachedAt: later(a.reachedAt, b.reachedAt, (at) => at),
  reservedAt: later(a.reservedAt, b.reservedAt, (at) => at),
  burst: later(a.burst, b.burst, burstEndsAt),
  cappedAt: later(a.cappedAt, b.cappedAt, (at) => at),
  calls: bothCalls(a.calls, b.calls),
  billing: {
    conversations: onceById(
      [...a.billing.conversations, ...b.billing.conversations].sort(
        (one, other) => one.opensAt - other.opensAt,
      ),
    ),
    awaiting: onceEach([...a.billing.awaiting, ...b.billing.awaiting].sort(byDelivery)),
  },
})

const later = <A>(a: A | null, b: A | null, when: (value: A) => Instant): A | null =>
  a === null || (b !== null && when(b) >= when(a)) ? b : a
