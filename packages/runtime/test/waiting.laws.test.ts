import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, isThreadEvent, type Event, type ThreadEvent } from '@guichet/core'
import { holdsLater } from '../../core/test/support/check.ts'
import { memoryStore, type InMessage } from '../src/index.ts'
import { readBody, start, worldOf, bodyOf, type World } from './support/world.ts'

const key = { phoneNumberId: '100', customer: '33639980001' }

/** A few minutes, in which messages may share an instant. */
const instant = fc.nat({ max: 6 }).map((minute) => start - DAY + minute * 60_000)

const said = fc.record({
  at: instant,
  kind: fc.constantFrom('text', 'image', 'reaction', 'system', 'unsupported'),
})
const sent = fc.record({
  at: instant,
  kind: fc.constantFrom('service', 'template', 'reaction'),
  fate: fc.constantFrom('none', 'delivered', 'failed', 'only by its statuses'),
})

interface Talk {
  readonly said: readonly { readonly at: number; readonly kind: string }[]
  readonly sent: readonly { readonly at: number; readonly kind: string; readonly fate: string }[]
}

/** The events of a talk, in the order in which they happened. */
const eventsOf = (talk: Talk): readonly ThreadEvent[] => [
  ...talk.said.map(({ at, kind }, index): ThreadEvent => ({
    type: 'customer-messaged',
    id: `in${index}`,
    at,
    kind,
    ...key,
  })),
  ...talk.sent.flatMap(({ at, kind, fate }, index): readonly ThreadEvent[] => {
    const id = `out${index}`
    const content =
      kind === 'template'
        ? ({ kind, name: 'order_ready', language: 'en' } as const)
        : { kind: kind as 'service' | 'reaction' }
    const status = fate === 'failed' ? 'failed' : 'delivered'
    const isSilent = fate === 'only by its statuses'
    return [
      ...(isSilent ? [] : [{ type: 'business-messaged', id, at, content, ...key } as const]),
      ...(isSilent
        ? [{ type: 'message-status', id: `${id}/sent`, message: id, at, status: 'sent', ...key } as const]
        : []),
      ...(fate === 'none'
        ? []
        : [
            {
              type: 'message-status',
              id: `${id}/${status}`,
              message: id,
              at: at + 30_000,
              status,
              ...key,
            } as const,
          ]),
    ]
  }),
]

/** By the sentence: the first word of the customer's after the last word of the business's that did not fail. */
const waitsSince = ({ said: words, sent: answers }: Talk): number | null => {
  const answered = answers
    .filter(({ kind, fate }) => fate !== 'failed' && (kind !== 'reaction' || fate === 'only by its statuses'))
    .map(({ at }) => at)
  const since = words
    .filter(({ at, kind }) => !['reaction', 'system'].includes(kind) && answered.every((other) => at > other))
    .map(({ at }) => at)
  return since.length === 0 ? null : Math.min(...since)
}

const row = async ({ runtime }: World) => runtime.find(key)

describe('who waits', () => {
  test('is the same in whatever order and however often it is heard', async () => {
    const talks = fc.record({
      said: fc.array(said, { minLength: 1, maxLength: 5 }),
      sent: fc.array(sent, { maxLength: 4 }),
    })
    await holdsLater(
      talks.chain((talk) => {
        const events = eventsOf(talk)
        const arrivals = fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 })
        return fc.record({ talk: fc.constant(talk), arrivals })
      }),
      async ({ talk, arrivals }) => {
        const world = worldOf({ store: memoryStore() })
        for (const event of arrivals) await world.runtime.receive(bodyOf([event]))
        const since = waitsSince(talk)
        const waiting = await world.runtime.waiting()
        return (await row(world))?.waitingSince === since && waiting.length === (since === null ? 0 : 1)
      },
      60,
    )
  })

  test('has waited longest comes first', async () => {
    const world = worldOf()
    const customers = ['33600000001', '33600000002', '33600000003']
    const events = customers.map((customer, index): Event => ({
      type: 'customer-messaged',
      id: `m${index}`,
      at: start - index * 60_000,
      kind: 'text',
      phoneNumberId: '100',
      customer,
    }))
    await world.runtime.receive(bodyOf(events))
    expect((await world.runtime.waiting()).map(({ customer }) => customer)).toEqual(customers.toReversed())
    expect(await world.runtime.waiting(1)).toHaveLength(1)
  })
})

describe('the name of the profile', () => {
  const namedWorld = () => {
    const names = new Map<string, string>()
    const world = worldOf({
      read: (text) => {
        const reading = readBody(text)
        const messages = reading.events.filter(isThreadEvent).map(({ id, phoneNumberId }): InMessage => {
          const name = names.get(id)
          return name === undefined ? { id, phoneNumberId } : { id, phoneNumberId, name }
        })
        return { ...reading, messages }
      },
    })
    const says = async (id: string, at: number, name?: string): Promise<void> => {
      if (name !== undefined) names.set(id, name)
      await world.runtime.receive(bodyOf([{ type: 'customer-messaged', id, at, kind: 'text', ...key }]))
    }
    return { world, says }
  }

  test('is the one that came with the newest message, whenever it came', async () => {
    const { world, says } = namedWorld()
    await says('a', start, undefined)
    expect((await row(world))?.name).toBeNull()
    await says('b', start - 2, 'Amélie')
    expect((await row(world))?.name).toBe('Amélie')
    await says('c', start + 1, ' Zoë\0 \u{1F42E} ')
    await says('d', start - 1, 'Amélie')
    await says('e', start + 2)
    expect((await row(world))?.name).toBe('Zoë \u{1F42E}')
  })

  test('is shortened, and goes with the customer', async () => {
    const { world, says } = namedWorld()
    await says('a', start, 'ß'.repeat(500))
    expect((await row(world))?.name).toHaveLength(100)
    await world.runtime.eraseCustomer(key.customer)
    expect(await row(world)).toBeNull()
    await says('b', start + 1)
    expect((await row(world))?.name ?? null).toBeNull()
  })
})
