import { describe, expect, test } from 'vitest'
import {
  HOUR,
  engine as engineOf,
  isRight,
  reasonsInWords,
  settings,
  type Engine,
  type Event,
  type Instant,
  type SettingsInput,
} from '@guichet/core'
import { emptyState } from '@guichet/core/store'
import { memoryStore, type Store } from '../src/index.ts'
import { diceOf } from './processes/dice.ts'
import { bodyOf, worldOf } from './support/world.ts'

const key = { phoneNumberId: '100', customer: '15550100001' }
const origin = Date.UTC(2026, 7, 1)

const engineWith = (input: SettingsInput): Engine => {
  const made = settings(input)
  if (!isRight(made)) throw new Error(reasonsInWords(made.left))
  return engineOf(made.right)
}

/** Two months of one customer, reactions and statuses among it, under a number and later a user id. */
const longLife: readonly Event[] = Array.from({ length: 400 }, (_, index): readonly Event[] => {
  const dice = diceOf(index + 1)
  const at: Instant = origin + index * 4 * HOUR
  const named = index > 200 ? { ...key, customer: 'US.1', aliases: [key.customer] } : key
  const kind = dice() < 0.4 ? 'reaction' : 'text'
  if (dice() < 0.5) return [{ type: 'customer-messaged', id: `c${index}`, at, kind, ...named }]
  const message = `m${index}`
  return [
    { type: 'business-messaged', id: message, at, content: { kind: 'service' }, ...named },
    { type: 'message-status', id: `${message}/d`, at: at + 1, message, status: 'delivered', ...named },
  ]
}).flat()

const end = origin + 400 * 4 * HOUR

const asked = [end - 20 * 24 * HOUR, end - 48 * HOUR, end - HOUR, end, end + 30 * HOUR]

const answersOf = async (store: Store, engine: Engine): Promise<string> => {
  const { runtime } = worldOf({ store, engine, now: end })
  const views: unknown[] = []
  for (const at of asked)
    views.push(await runtime.view(key, at), await runtime.ask(key, { kind: 'service' }, at))
  return JSON.stringify(views)
}

const foldOf = (engine: Engine): string => {
  const state = longLife.reduce(engine.evolve, emptyState)
  return JSON.stringify(
    asked.flatMap((at): readonly unknown[] => [
      engine.view(state, key, at),
      engine.ask(state, key, { kind: 'service' }, at),
    ]),
  )
}

const lived = async (engine: Engine, size: number): Promise<Store> => {
  const store = memoryStore()
  const { runtime } = worldOf({ store, engine, now: origin, cachedThreads: 1 })
  for (let next = 0; next < longLife.length; next += size)
    await runtime.receive(bodyOf(longLife.slice(next, next + size)))
  return store
}

describe('a long thread', () => {
  test.each([1, 7, 100])(
    'read from its snapshot and the rest is the same (webhooks of %i events)',
    async (size) => {
      const store = await lived(engineOf(), size)
      const { threads } = await store.load({
        threads: [key],
        intents: [],
        intentIds: [],
        phoneNumbers: [],
        tombstones: [],
      })
      expect(threads[0]?.snapshot).not.toBeNull()
      // Reading it stays cheap, however long it has lived.
      expect(threads[0]?.tail.length).toBeLessThan(200)
      expect(await answersOf(store, engineOf())).toBe(foldOf(engineOf()))
    },
  )

  test('whose snapshot other settings made is read from its events', async () => {
    const store = await lived(engineOf(), 7)
    // Who takes in later events can be asked about earlier instants, which that snapshot has settled.
    const other = engineWith({ horizonHours: 30 * 24, overrides: { reactionOpensWindow: true } })
    expect(foldOf(other)).not.toBe(foldOf(engineOf()))
    expect(await answersOf(store, other)).toBe(foldOf(other))
  })

  test('whose snapshot is damaged is read from its events', async () => {
    const store = await lived(engineOf(), 7)
    const damaged: Store = {
      ...store,
      load: async (wanted) => {
        const loaded = await store.load(wanted)
        return {
          ...loaded,
          threads: loaded.threads.map((thread) =>
            thread.snapshot === null
              ? thread
              : { ...thread, snapshot: { ...thread.snapshot, text: '{"half' } },
          ),
        }
      },
    }
    expect(await answersOf(damaged, engineOf())).toBe(foldOf(engineOf()))
  })
})

test('an opt-out of a thread that was joined later survives a snapshot that nobody trusts', async () => {
  const store = memoryStore()
  const { runtime } = worldOf({ store, now: end })
  const day = 24 * HOUR
  const said = { phoneNumberId: '100', customer: '49' }
  const wrote = (id: string, at: number, more: object): Event => ({
    type: 'customer-messaged',
    id,
    at,
    kind: 'text',
    phoneNumberId: '100',
    customer: 'US.1',
    ...more,
  })
  await runtime.receive(
    bodyOf([{ type: 'marketing-preference', id: 's', at: origin, value: 'stop', ...said }]),
  )
  await runtime.receive(bodyOf([wrote('c1', origin + 40 * day, {})]))
  await runtime.receive(bodyOf([wrote('c2', origin + 40 * day + HOUR, { aliases: ['49'] })]))
  const offer = { kind: 'template', name: 'offer', language: 'en', category: 'marketing' } as const
  for (const engine of [engineOf(), engineWith({ timeZone: 'Europe/Paris' })]) {
    const { runtime: next } = worldOf({ store, engine, now: origin + 41 * day })
    expect(await next.ask(said, offer)).toMatchObject({
      left: { reasons: [{ code: 'marketing-not-delivered' }, { code: 'marketing-stopped' }] },
    })
  }
})
