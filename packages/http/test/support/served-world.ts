import { trailOf } from '@guichet/runtime'
import { gateway } from '../../src/gateway.ts'
import { questionWorld } from './questions.ts'

/** Answers requests, which need no key. */
export type Fetch = (request: Request) => Promise<Response>

const key = 'a-key-of-ours'

/** A gateway whose WhatsApp accepts everything. */
export const servedWorld = (): Fetch => {
  const { runtime, engine, store, parts } = questionWorld()
  const { fetch } = gateway({
    runtime,
    engine,
    surroundings: parts.surroundings,
    appSecrets: ['secret'],
    verifyToken: 'token',
    apiKeys: [key],
    phoneNumberId: '100',
    graph: { accessToken: 'EAAG', fetch: async () => Response.json({ id: '100' }) },
    trail: trailOf({ store }),
  })
  return (request) => {
    request.headers.set('authorization', `Bearer ${key}`)
    return fetch(request)
  }
}
