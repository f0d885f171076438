import { EventCodec, isLeft, toIso, viewToJson, type ThreadKey } from '@guichet/core'
import { compareDeliveries } from '@guichet/core/store'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { priceOf } from '../prices/json.ts'
import { found } from './found.ts'
import { claimingChargeToJson } from './json/charge.ts'
import { conversationToJson, entryPointToJson, intervalToJson, messageToJson } from './json/history.ts'
import { threadToJson } from './json/thread.ts'
import { badParameters, tooOld, unknownThread } from './problems.ts'
import { readInstant, readLimit } from './read.ts'

/** How many of the newest events or messages a history returns at most. */
const mostListed = 10_000

/** `GET /threads/{phoneNumberId}/{customer}` and the paths below it, by any id of the customer. */
export const threadRoute = (parts: Parts): Hono => {
  const { runtime, surroundings, engine } = parts
  const thread = new Hono()

  thread.get('/threads/:phoneNumberId/:customer', async ({ req }) => {
    const key = keyOf(req.param())
    const now = surroundings.now()
    const at = readInstant(req.query('at'), 'at', undefined)
    if (isLeft(at)) return badParameters([at])
    const row = await runtime.find(key)
    if (row === null) return unknownThread(key)
    const view = await runtime.view(key, at.right)
    if (isLeft(view)) return tooOld(view.left)
    return found({ now: toIso(now), ...threadToJson(row), view: viewToJson(view.right) })
  })

  thread.get('/threads/:phoneNumberId/:customer/history', async ({ req }) => {
    const key = keyOf(req.param())
    const limit = readLimit(req.query('limit'), mostListed, 1000)
    if (isLeft(limit)) return badParameters([limit])
    const events = await runtime.events(key)
    if (events.length === 0) return unknownThread(key)
    const history = await runtime.history(key)
    const now = surroundings.now()
    const newest = -limit.right
    const charges = new Map(history.charges.map((charge) => [charge.message, charge]))
    return found({
      events: events.slice(newest).map((event) => EventCodec.encode(event)),
      messages: history.messages.slice(newest).map((message) => {
        const charge = message.shares === undefined ? (charges.get(message.id) ?? null) : null
        const priced = priceOf(parts, charge, key.customer, charge?.at ?? now)
        return messageToJson(message, engine.fateOf(message, now), priced)
      }),
      conversations: history.conversations.slice(newest).map(conversationToJson),
      windows: history.windows.slice(newest).map(intervalToJson),
      entryPoints: history.entryPoints.slice(newest).map(entryPointToJson),
      more: Math.max(0, events.length - limit.right),
    })
  })

  thread.get('/threads/:phoneNumberId/:customer/charges', async ({ req }) => {
    const key = keyOf(req.param())
    const limit = readLimit(req.query('limit'), mostListed, 1000)
    if (isLeft(limit)) return badParameters([limit])
    const row = await runtime.find(key)
    if (row === null) return unknownThread(key)
    const { phoneNumberId, customer } = row
    const charges = (await runtime.history(key)).charges.toSorted(compareDeliveries)
    return found({
      charges: charges.slice(-limit.right).map((charge) => ({
        ...claimingChargeToJson({ phoneNumberId, customer, ...charge }),
        ...priceOf(parts, charge, customer, charge.at),
      })),
      more: Math.max(0, charges.length - limit.right),
    })
  })

  return thread
}

/** The thread that a path names. */
export const keyOf = ({ phoneNumberId, customer }: Readonly<Record<keyof ThreadKey, string>>): ThreadKey => ({
  phoneNumberId,
  customer,
})
