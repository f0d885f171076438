import { EventCodec, isLeft, toIso, viewToJson, type Either, type ThreadKey } from '@guichet/core'
import { right } from '@guichet/core/adapter'
import { compareDeliveries } from '@guichet/core/store'
import { Hono, type HonoRequest } from 'hono'
import type { Parts } from '../parts.ts'
import { priceOf } from '../prices/json.ts'
import type { Shape } from '../shape/shape.ts'
import { found } from './found.ts'
import { claimingChargeToJson } from './json/charge.ts'
import { conversationToJson, entryPointToJson, intervalToJson, messageToJson } from './json/history.ts'
import { threadToJson } from './json/thread.ts'
import { tooOld, unknownThread } from './problems.ts'
import { longListQuery, threadKey, threadQuery } from './queries.ts'
import { parametersAs, readQuery } from './read.ts'

/** `GET /threads/{phoneNumberId}/{customer}` and the paths below it, by any id of the customer. */
export const threadRoute = (parts: Parts): Hono => {
  const { runtime, surroundings, engine } = parts
  const thread = new Hono()

  thread.get('/threads/:phoneNumberId/:customer', async ({ req }) => {
    const read = readOfThread(req, threadQuery)
    if (isLeft(read)) return read.left
    const { key, at } = read.right
    const now = surroundings.now()
    const row = await runtime.find(key)
    if (row === null) return unknownThread(key)
    const view = await runtime.view(key, at)
    if (isLeft(view)) return tooOld(view.left)
    return found({ now: toIso(now), ...threadToJson(row), view: viewToJson(view.right) })
  })

  thread.get('/threads/:phoneNumberId/:customer/history', async ({ req }) => {
    const read = readOfThread(req, longListQuery)
    if (isLeft(read)) return read.left
    const { key, limit } = read.right
    const events = await runtime.events(key)
    if (events.length === 0) return unknownThread(key)
    const history = await runtime.history(key)
    const now = surroundings.now()
    const newest = -limit
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
      more: Math.max(0, events.length - limit),
    })
  })

  thread.get('/threads/:phoneNumberId/:customer/charges', async ({ req }) => {
    const read = readOfThread(req, longListQuery)
    if (isLeft(read)) return read.left
    const { key, limit } = read.right
    const row = await runtime.find(key)
    if (row === null) return unknownThread(key)
    const { phoneNumberId, customer } = row
    const charges = (await runtime.history(key)).charges.toSorted(compareDeliveries)
    return found({
      charges: charges.slice(-limit).map((charge) => ({
        ...claimingChargeToJson({ phoneNumberId, customer, ...charge }),
        ...priceOf(parts, charge, customer, charge.at),
      })),
      more: Math.max(0, charges.length - limit),
    })
  })

  return thread
}

/** The thread that a path names, and the query. */
export const readOfThread = <Value extends object>(
  request: HonoRequest,
  shape: Shape<Value>,
): Either<Response, Value & { readonly key: ThreadKey }> => {
  const key = parametersAs(request.param(), threadKey)
  if (isLeft(key)) return key
  const query = readQuery(request, shape)
  return isLeft(query) ? query : right({ ...query.right, key: key.right })
}
