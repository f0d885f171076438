import type { Content } from '@guichet/core'
import { readLines, withTiers, type Key, type Line, type ViewReply } from '@guichet/laws'
import { iso, type Instant } from '../time/instant.ts'
import { idsOf } from '../world/customers.ts'
import type { Refused } from '../world/limits.ts'
import type { Fate, World } from '../world/world.ts'
import { factsOf, keyOf, viewOf } from './reading.ts'

/** The whole truth, by the reading copy. */
export interface Truth {
  readonly now: string
  readonly threads: readonly ThreadTruth[]
  readonly messages: readonly MessageTruth[]
  /** What rules refused at once, in order. */
  readonly refused: readonly Refused[]
  /** The cost of every delivered message, in the order of the deliveries. */
  readonly charges: readonly ChargeTruth[]
}

/** The present state of a thread. */
export interface ThreadTruth extends Key {
  readonly ids: readonly string[]
  readonly view: ViewReply
}

/** The fate of a message of the business. */
export interface MessageTruth extends Key {
  readonly message: string
  readonly kind: string
  readonly content: Content
  readonly summary: string
  readonly acceptedAt: string
  readonly fate: Fate
  readonly since: string
  readonly errorCode: number | null
  /** What the reading copy had against it as it was accepted; it fails by the first of them. */
  readonly reasons: readonly string[]
}

/** The cost of a message. */
export interface ChargeTruth extends Key {
  readonly message: string
  readonly at: string
  readonly rulebook: string
  readonly unit: string
  readonly category: string
  readonly type: string
}

/** Computes everything from the facts, independent of earlier decisions. */
export const truthOf = (world: World): Truth => {
  const at = world.agenda.now()
  return {
    now: iso(at),
    threads: [...world.threads.values()].map((thread) => ({
      ...keyOf(thread),
      ids: idsOf(thread.customer),
      view: viewOf(world, thread, at),
    })),
    messages: messagesOf(world),
    refused: [...world.limits.refused],
    charges: chargesOf(world, at),
  }
}

/** Every message that was accepted, in that order. */
export const messagesOf = (world: World): readonly MessageTruth[] =>
  [...world.messages.values()].map(
    ({ id, thread, content, summary, acceptedAt, fate, since, errorCode, reasons }) => ({
      message: id,
      ...keyOf(thread),
      kind: content.kind,
      content,
      summary,
      acceptedAt: iso(acceptedAt),
      fate,
      since: iso(since),
      errorCode,
      reasons,
    }),
  )

const chargesOf = (world: World, at: Instant): readonly ChargeTruth[] => {
  const lines: Line[] = []
  for (const thread of world.threads.values())
    for (const line of readLines(factsOf(world, thread), at)) lines.push({ ...line, ...keyOf(thread) })
  return withTiers(lines).map(
    ({ phoneNumberId, customer, message, at: deliveredAt, rulebook, unit, category, type }) => ({
      phoneNumberId,
      customer,
      message,
      at: iso(deliveredAt),
      rulebook,
      unit,
      category,
      type,
    }),
  )
}
