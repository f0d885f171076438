import type { MessageStatus } from '@guichet/core'
import { between } from '../chance.ts'
import { conversationsOmitted, priceAt } from '../rules/price.ts'
import { useTier } from '../rules/tiers.ts'
import { giveBack, reach } from '../rules/used.ts'
import { HOUR, secondsAfter, wholeSecond, type Instant } from '../time/instant.ts'
import { strikes } from '../strike.ts'
import { emit } from '../webhooks/post.ts'
import { statusUpdate } from '../webhooks/updates.ts'
import type { Fate, Message, World } from '../world/world.ts'
import { statusFact, record } from './record.ts'

/** The life of an accepted message, second by second. */
export const plan = (world: World, message: Message, at: Instant, work: (at: Instant) => void): void =>
  // In the same second the delivery with the lower id comes first: the month's free messages are counted in
  // that order.
  world.agenda.plan(at, () => work(at), `message ${message.id}`)

/** Starts the life of an accepted message; one that is held leaves at the latest after an hour (TPL-12). */
export const begin = (world: World, message: Message): void => {
  if (message.fate !== 'held')
    return plan(world, message, secondsAfter(message.acceptedAt, 1), go(world, message))
  plan(world, message, message.acceptedAt + HOUR, (at) => {
    if (message.fate === 'held') go(world, message)(at)
  })
}

/** The message goes its way, or fails. */
export const go =
  (world: World, message: Message) =>
  (at: Instant): void =>
    message.failsWith === null ? leave(world, message, at) : fail(world, message, message.failsWith, at)

const become = (message: Message, fate: Fate, at: Instant): void => {
  message.fate = fate
  message.since = at
}

/** The message fails, and a webhook reports the code (SEND-3). */
export const fail = (world: World, message: Message, errorCode: number, at: Instant): void => {
  become(message, 'failed', at)
  message.errorCode = errorCode
  giveBack(world, message)
  report(world, message, statusFact(world, message, 'failed', at, { errorCode }))
}

/** The message is sent to the customer's phone. */
const leave = (world: World, message: Message, at: Instant): void => {
  become(message, 'sent', at)
  // A reaction has no further statuses: neither its delivery nor a price (HOOK-16).
  if (message.content.kind === 'reaction')
    return report(world, message, statusFact(world, message, 'sent', at))
  const priced = saysMoreAsItLeaves(message, at) ? priceAt(world, message, at) : null
  // Conversations are named when a message is sent; its cost is known at its delivery (PMP-10).
  const hasConversation = priced?.pricing?.model === 'CBP' || priced?.line.type === 'free_entry_point'
  const { pricing, conversation } = priced ?? { pricing: null, conversation: null }
  report(
    world,
    message,
    statusFact(world, message, 'sent', at, {
      ...(hasConversation && pricing !== null ? { pricing } : {}),
      ...(conversation === null ? {} : { conversation }),
    }),
  )
  const delay = between(world.roll('delivered after', message.id), 1, 2)
  plan(world, message, secondsAfter(at, delay), (then) => arrive(world, message, then))
}

/** Only a conversation is named when a message is sent; if there can be none, nothing is computed. */
const saysMoreAsItLeaves = ({ thread }: Message, at: Instant): boolean =>
  at < conversationsOmitted ||
  thread.facts.some((fact) => fact.type === 'customer-messaged' && fact.entryPoint !== undefined)

/** The message reaches the customer, or waits until the phone is on. */
export const arrive = (world: World, message: Message, at: Instant): void => {
  const { customer } = message.thread
  if (message.fate !== 'sent' && message.fate !== 'waiting') return
  if (at >= message.expiresAt) return become(message, 'expired', at)
  if (customer.hasBlocked) return become(message, 'dropped', at)
  if (customer.isReachable) return deliver(world, message, at)
  if (message.fate === 'waiting') return
  become(message, 'waiting', at)
  message.thread.waiting.push(message)
  plan(world, message, secondsAfter(message.expiresAt, 1), (then) => arrive(world, message, then))
}

const deliver = (world: World, message: Message, at: Instant): void => {
  become(message, 'delivered', at)
  reach(world, message, at)
  const priced = priceAt(world, message, at)
  if (priced !== null) settle(world, message, priced.line)
  const { pricing, conversation } = priced ?? { pricing: null, conversation: null }
  report(
    world,
    message,
    statusFact(world, message, 'delivered', at, {
      ...(pricing === null ? {} : { pricing }),
      // Only `sent` reports its end (CONV-A10).
      ...(conversation === null ? {} : { conversation: withoutEnd(conversation) }),
    }),
  )
  if (world.roll('is read', message.id) >= world.settings.readShare) return
  const delay = between(world.roll('read after', message.id), 1, 90)
  plan(world, message, secondsAfter(at, delay), (then) => read(world, message, then))
}

const withoutEnd = ({ id, origin }: { id: string; origin?: string }): { id: string; origin?: string } =>
  origin === undefined ? { id } : { id, origin }

/** Records the cost of the delivery. */
const settle = (world: World, message: Message, line: NonNullable<Message['line']>): void => {
  message.line = line
  useTier(world, line)
}

/** The customer reads a message that was delivered. */
export const read = (world: World, message: Message, at: Instant = wholeSecond(world.agenda.now())): void => {
  const { isReachable, hasBlocked } = message.thread.customer
  if (message.fate !== 'delivered' || !isReachable || hasBlocked) return
  become(message, 'read', at)
  report(world, message, statusFact(world, message, 'read', at))
}

/** Records a status as a fact, and sends it by webhook. */
const report = (world: World, message: Message, fact: MessageStatus): void => {
  record(message.thread, fact)
  const update = statusUpdate(message, fact)
  if (fact.status === 'failed' || !strikes(world, 'statusesSwapped', fact.id)) return emit(world, update)
  // Long enough for the next status to arrive first.
  world.agenda.plan(secondsAfter(fact.at, 4), () => emit(world, update))
}
