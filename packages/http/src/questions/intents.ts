import { isLeft } from '@guichet/core'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { found } from './found.ts'
import { intentToJson } from './json/intent.ts'
import { listQuery } from './queries.ts'
import { readBody, readQuery } from './read.ts'
import { intentKey } from './requests.ts'

/**
 * `GET /intents`: the messages that are under way or of unknown fate; `POST /intents/give-up` gives one up.
 */
export const intentsRoute = ({ runtime, limits }: Parts): Hono => {
  const intents = new Hono()

  intents.get('/intents', async ({ req }) => {
    const query = readQuery(req, listQuery)
    if (isLeft(query)) return query.left
    return found({ intents: (await runtime.openIntents(query.right.limit)).map(intentToJson) })
  })

  intents.post('/intents/give-up', async ({ req }) => {
    const key = await readBody(req.raw, limits.bodyBytes, intentKey)
    if (isLeft(key)) return key.left
    return found({ gaveUp: await runtime.giveUp(key.right) })
  })

  return intents
}
