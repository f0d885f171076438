import type { Event } from '@guichet/core'
import { describe, expect, it } from 'vitest'
import type { Changed } from '../src/index.ts'
import { bodyOf, start, worldOf } from './support/world.ts'

const phoneNumberId = '100'
const customer = '33639980001'

const messaged = (id: string, more: { customer?: string; aliases?: readonly string[] } = {}): Event => ({
  type: 'customer-messaged',
  id,
  at: start - 1000,
  phoneNumberId,
  customer,
  kind: 'text',
  ...more,
})

const listening = (world: ReturnType<typeof worldOf>): { told: Changed[]; stop: () => void } => {
  const told: Changed[] = []
  return { told, stop: world.runtime.onChange((changed) => told.push(changed)) }
}

describe('a listener of a runtime', () => {
  it('hears which thread changed, once it is stored, and nothing of a redelivery', async () => {
    const world = worldOf()
    const { told } = listening(world)
    const stored: unknown[] = []
    world.runtime.onChange(() => {
      stored.push(world.store.threads({ after: null, limit: 9 }))
    })
    const body = bodyOf([messaged('wamid.1')])
    await world.runtime.receive(body)
    await world.runtime.receive(body)
    expect(told).toEqual([{ is: 'thread', phoneNumberId, customer }])
    expect(await Promise.all(stored)).toMatchObject([[{ phoneNumberId, customer, length: 1 }]])
  })

  it('hears of intents and of templates', async () => {
    const world = worldOf()
    const { told } = listening(world)
    await world.runtime.record([
      {
        type: 'template-changed',
        id: 't',
        at: start - 1,
        account: 'a',
        name: 'hello',
        language: 'en',
        status: 'APPROVED',
      },
    ])
    expect(told).toEqual([{ is: 'templates', accounts: ['a'] }])
    told.length = 0
    await world.runtime.record([
      { type: 'templates-listed', id: 'l', at: start - 1, account: 'a', templates: [] },
    ])
    expect(told).toEqual([{ is: 'templates' }])
    await world.runtime.receive(bodyOf([messaged('wamid.1')]))
    told.length = 0
    await world.runtime.send({
      phoneNumberId,
      recipient: customer,
      content: { kind: 'service' },
      body: { type: 'text' },
    })
    // Claimed; then accepted, which is a message of the thread.
    expect(told.map(({ is }) => is)).toEqual(['intents', 'thread', 'intents'])
  })

  it('hears of both rows when two threads become one, and of an erased one', async () => {
    const world = worldOf()
    await world.runtime.receive(bodyOf([messaged('wamid.1'), messaged('wamid.2', { customer: 'FR.abc' })]))
    const { told } = listening(world)
    await world.runtime.receive(bodyOf([messaged('wamid.3', { aliases: ['FR.abc'] })]))
    expect(new Set(told.map((one) => (one.is === 'thread' ? one.customer : one.is)))).toEqual(
      new Set([customer, 'FR.abc']),
    )
    told.length = 0
    await world.runtime.eraseCustomer(customer)
    // Intents to them are gone, too.
    expect(told.map(({ is }) => is)).toEqual(['thread', 'intents'])
  })

  it('hears no more after it stopped, and does no harm by a fault of its own', async () => {
    const world = worldOf()
    world.runtime.onChange(() => {
      throw new Error('a fault of the listener')
    })
    const first = listening(world)
    const second = listening(world)
    first.stop()
    await world.runtime.receive(bodyOf([messaged('wamid.1')]))
    expect([first.told.length, second.told.length]).toEqual([0, 1])
  })
})

describe('a runtime tells', () => {
  it('its phone numbers with their accounts, and the templates as of an instant', async () => {
    const { runtime, clock } = worldOf()
    const template = {
      type: 'template-changed',
      account: 'a',
      name: 'hello',
      language: 'en',
    } as const
    await runtime.record([
      { ...template, id: '1', at: start - 5, status: 'APPROVED', category: 'utility' },
      { ...template, id: '2', at: start - 2, status: 'PAUSED' },
    ])
    await runtime.receive(bodyOf([messaged('wamid.1')]))
    expect((await runtime.phoneNumbers()).map(({ id }) => id)).toEqual([phoneNumberId])
    expect(await runtime.templates()).toEqual([
      {
        account: 'a',
        name: 'hello',
        language: 'en',
        status: 'PAUSED',
        category: 'utility',
        since: start - 2,
      },
    ])
    const list = { type: 'templates-listed', account: 'a', templates: [] } as const
    await runtime.record([
      { ...list, id: 'newest', at: start - 1 },
      { ...list, id: 'older', at: start - 9 },
      { ...list, id: 'other', at: start - 9, account: 'A' },
    ])
    expect((await runtime.templateLists()).map(({ id }) => id)).toEqual(['other', 'newest'])
    expect((await runtime.templateLists(start - 2)).map(({ id }) => id)).toEqual(['other', 'older'])
    clock.now += 1
    expect((await runtime.templates(start - 3)).map(({ status }) => status)).toEqual(['APPROVED'])
  })
})
