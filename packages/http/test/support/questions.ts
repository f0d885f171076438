import {
  HOUR,
  isRight,
  reasonsInWords,
  settings,
  engine as engineOf,
  type CustomerMessaged,
  type Engine,
  type Event,
} from '@guichet/core'
import type { Hono } from 'hono'
import type { Store } from '@guichet/runtime'
import type { Story } from '../../../laws/src/story.ts'
import { bodyOf, start, worldOf, type World } from '../../../runtime/test/support/world.ts'
import { partsOf } from '../../src/options.ts'
import type { Parts } from '../../src/parts.ts'
import { questions } from '../../src/questions/routes.ts'

export { bodyOf, start } from '../../../runtime/test/support/world.ts'

/** A real runtime on a store in memory, and the parts that routes are made of. */
export interface QuestionWorld extends World {
  readonly parts: Parts
  readonly engine: Engine
  /** Ends the gateway. */
  readonly drain: () => void
}

export const questionWorld = ({
  engine = engineOf(),
  store,
}: { readonly engine?: Engine; readonly store?: Store } = {}): QuestionWorld => {
  const world = worldOf({ engine, ...(store === undefined ? {} : { store }) })
  const draining = new AbortController()
  const parts = partsOf(
    {
      runtime: world.runtime,
      engine,
      surroundings: {
        now: () => world.clock.now,
        newId: () => 'id',
        nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
      },
      appSecrets: ['secret'],
      verifyToken: 'token',
      apiKeys: ['key'],
      limits: { bodyBytes: 1_000_000 },
      graph: {
        baseUrl: 'http://graph.test',
        accessToken: 'EAAG',
        fetch: () => Promise.reject(new Error('nothing is passed on here')),
      },
    },
    { draining: draining.signal, isLeaving: () => false },
  )
  return { ...world, parts, engine, drain: () => draining.abort() }
}

/** The engine under whose rules a story plays. */
export const engineFor = ({ timeZone, rulebook, amendments }: Story): Engine => {
  const made = settings({ timeZone, rulebook, amendments })
  if (!isRight(made)) throw new Error(reasonsInWords(made.left))
  return engineOf(made.right)
}

/** What WhatsApp itself says of the window is heeded by the runtime only (CSW-5), so stories go without it. */
export const withoutWindowRefusals = (events: readonly Event[]): readonly Event[] =>
  events.map((event) =>
    event.type === 'message-status' && event.errorCode !== undefined
      ? { ...event, errorCode: 131026 }
      : event,
  )

/** Takes events in, a few at a time. */
export const hear = async ({ runtime }: World, events: readonly Event[]): Promise<void> => {
  for (let next = 0; next < events.length; next += 3)
    await runtime.receive(bodyOf(events.slice(next, next + 3)))
}

export interface JsonAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

const answered = async (response: Response): Promise<JsonAnswer> => ({
  status: response.status,
  headers: response.headers,
  body: (await response.json()) as Readonly<Record<string, unknown>>,
})

export const get = async (app: Hono, path: string): Promise<JsonAnswer> => answered(await app.request(path))

/** Posts a text as it is, or anything else as JSON. */
export const post = async (app: Hono, path: string, body: unknown): Promise<JsonAnswer> =>
  answered(
    await app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  )

/** The path of a thread; a customer's id may hold anything. */
export const pathOf = (key: { readonly phoneNumberId: string; readonly customer: string }): string =>
  `/threads/${encodeURIComponent(key.phoneNumberId)}/${encodeURIComponent(key.customer)}`

/** The customer of most examples. */
export const customerKey = { phoneNumberId: '100', customer: '15550100001' }

/** They wrote. */
export const wrote = (at: number, more: object = {}): CustomerMessaged => ({
  type: 'customer-messaged',
  id: `c${at}`,
  at,
  kind: 'text',
  ...customerKey,
  ...more,
})

/** What is asked of a world in which these events came, or one message an hour ago. */
export const known = async (...events: readonly Event[]): Promise<QuestionWorld & { readonly app: Hono }> => {
  const world = questionWorld()
  await hear(world, events.length === 0 ? [wrote(start - HOUR)] : events)
  return { ...world, app: questions(world.parts) }
}
