import { isLeft } from '@guichet/core'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { readFields } from './body.ts'
import { found } from './found.ts'
import { intentToJson } from './json/intent.ts'
import { badBody, badParameters } from './problems.ts'
import { readId, readLimit } from './read.ts'

/**
 * `GET /intents`: the messages that are under way or of unknown fate; `POST /intents/give-up` gives one up.
 */
export const intentsRoute = ({ runtime, limits }: Parts): Hono => {
  const intents = new Hono()

  intents.get('/intents', async ({ req }) => {
    const limit = readLimit(req.query('limit'))
    if (isLeft(limit)) return badParameters([limit])
    return found({ intents: (await runtime.openIntents(limit.right)).map(intentToJson) })
  })

  intents.post('/intents/give-up', async ({ req }) => {
    const body = await readFields(req.raw, limits.bodyBytes)
    if (isLeft(body)) return body.left
    const phoneNumberId = readId(body.right['phoneNumberId'], 'phoneNumberId')
    const recipient = readId(body.right['recipient'], 'recipient')
    const key = readId(body.right['key'], 'key')
    if (isLeft(phoneNumberId) || isLeft(recipient) || isLeft(key))
      return badBody([phoneNumberId, recipient, key])
    const gaveUp = await runtime.giveUp({
      phoneNumberId: phoneNumberId.right,
      recipient: recipient.right,
      key: key.right,
    })
    return found({ gaveUp })
  })

  return intents
}
