import type { Delivery } from '../charge/delivery.ts'
import { compareDeliveries } from '../charge/cover.ts'
import type { Instant } from '../time/instant.ts'
import { eventsUntil, insertFact } from './facts.ts'
import { isTrace, messageOf, type Remembered } from './message.ts'
import type { Settled } from './settle.ts'
import { nothingSettled, type Settlement } from './settlement.ts'
import type { Conversation, Standing } from './standing.ts'
import type { Thread } from './thread.ts'

/**
 * Makes one thread of two that turn out to be the same customer's (ID-8): the union of their facts. Where
 * both had settled some already, the later of each is believed: what was settled apart cannot be told
 * again together.
 */
export const mergeThreads = (one: Thread, other: Thread): Settled => {
  const facts = eventsUntil(other.facts, Infinity).reduce(
    (union, event) => insertFact(union, event) ?? union,
    one.facts,
  )
  return {
    thread: {
      settled: laterOf(one.settled, other.settled),
      facts,
      newest: later(one.newest, other.newest, (at) => at),
      settledBefore: Math.max(one.settledBefore, other.settledBefore),
      heardBefore: Math.max(one.heardBefore, other.heardBefore),
      settleAt: soonerOf(one.settleAt, other.settleAt),
      remembered: [...rememberedBeside(one, other), ...rememberedBeside(other, one)],
    },
    settled: droppedConversation(one, other),
  }
}

/** What one thread settled without a delivery must not silence a delivery that the other has heard of. */
const rememberedBeside = ({ remembered }: Thread, other: Thread): readonly Remembered[] => {
  if (remembered.every(({ isCharged }) => isCharged)) return remembered
  const heard = new Set(
    eventsUntil(other.facts, Infinity).flatMap((event) => (isTrace(event) ? [messageOf(event)] : [])),
  )
  return remembered.filter(({ id, isCharged }) => isCharged || !heard.has(id))
}

/** Both threads may wait for the same message. */
const onceEach = (deliveries: readonly Delivery[]): readonly Delivery[] =>
  deliveries.filter(({ message }, index) => deliveries.findIndex((one) => one.message === message) === index)

const soonerOf = (a: Instant, b: Instant): Instant =>
  a === -Infinity ? b : b === -Infinity ? a : Math.min(a, b)

/** Of two settled conversations only the later one goes on; the other comes out, unless it did before. */
const droppedConversation = (one: Thread, other: Thread): Settlement => {
  const [a, b] = [one.settled.conversation, other.settled.conversation]
  if (a === null || b === null) return nothingSettled
  const [dropped, from] = b.closesAt >= a.closesAt ? [a, one.settledBefore] : [b, other.settledBefore]
  return dropped.closesAt > from ? { ...nothingSettled, conversations: [dropped] } : nothingSettled
}

const closing = ({ closesAt }: Conversation): Instant => closesAt

const laterOf = (a: Standing, b: Standing): Standing => ({
  latestOpener: later(a.latestOpener, b.latestOpener, (at) => at),
  latestTemplate: later(a.latestTemplate, b.latestTemplate, (at) => at),
  conversation: later(a.conversation, b.conversation, closing),
  entryPoint: later(a.entryPoint, b.entryPoint, (entryPoint) => entryPoint.arrivedAt),
  preference: later(a.preference, b.preference, (preference) => preference.at),
  renamed: later(a.renamed, b.renamed, (renamed) => renamed.at),
  billing: {
    conversations: [...a.billing.conversations, ...b.billing.conversations].sort(
      (one, other) => one.opensAt - other.opensAt,
    ),
    awaiting: onceEach([...a.billing.awaiting, ...b.billing.awaiting].sort(compareDeliveries)),
  },
})

const later = <A>(a: A | null, b: A | null, when: (value: A) => Instant): A | null =>
  a === null || (b !== null && when(b) >= when(a)) ? b : a
