import { templatesListed, type TemplatesReading } from '@guichet/cloud-api'
import { MINUTE } from '@guichet/core'
import { right } from '@guichet/core/adapter'
import { afterEach, describe, expect, test } from 'vitest'
import { account, endAll, failing, kept, lostToken, pass, ready, type Kept } from './support/kept-lists.ts'
import { post, signed, templateTo, templateWebhook, type Told } from './support/world.ts'

afterEach(endAll)

describe('before a template is refused as unknown', () => {
  /** A gateway that knows the list, of a minute and more ago. */
  const listedWorld = async (): Promise<Kept> => {
    const world = await kept()
    await world.askAs('/webhooks/whatsapp', signed(templateWebhook('order_update', 'APPROVED')))
    await pass(world, 10_000)
    world.clock.now += MINUTE
    world.wanted.length = 0
    return world
  }

  const send = ({ ask }: Kept): Promise<Told> =>
    ask('/v24.0/100/messages', post(templateTo('33639980001', 'no_such_template')))

  test('the list is read again, once a minute, also while nobody knows whose the number is', async () => {
    const world = await listedWorld()
    for (let index = 0; index < 3; index++) expect(await send(world)).toMatchObject({ status: 404 })
    expect(world.wanted).toMatchObject([{ account }])
    world.clock.now += MINUTE
    await send(world)
    expect(world.wanted).toHaveLength(2)
    expect(world.graph.reached).toEqual([])
  })

  test('several sends wait for the same reading', async () => {
    const world = await listedWorld()
    let finish: (reading: TemplatesReading) => void = () => undefined
    world.answers.push(() => new Promise((resolve) => (finish = resolve)))
    const sends = [send(world), send(world), send(world)]
    await world.bell.ring(0)
    finish(right(templatesListed({ account, at: world.clock.now, templates: [ready] })))
    for (const sent of await Promise.all(sends)) expect(sent.status).toBe(404)
    expect(world.wanted).toHaveLength(1)
  })

  test('nobody waits longer than five seconds', async () => {
    const world = await listedWorld()
    world.answers.push(() => new Promise(() => undefined))
    const sent = send(world)
    await world.bell.ring(0)
    expect(world.bell.waiting()).toContain(5_000)
    await world.bell.ring(5_000)
    expect(await sent).toMatchObject({ status: 404 })
  })

  test('a list that cannot be read refuses no less and no more', async () => {
    const world = await listedWorld()
    world.answers.push(failing(lostToken))
    expect(await send(world)).toMatchObject({ status: 404 })
    world.clock.now += MINUTE - 1
    await send(world)
    expect(world.wanted).toHaveLength(1)
  })
})
