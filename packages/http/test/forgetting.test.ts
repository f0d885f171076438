import { afterEach, beforeEach, expect, test } from 'vitest'
import { customer, phoneNumberId, post, start, worldOf, type World } from './support/world.ts'

let world: World

beforeEach(async () => {
  world = await worldOf()
})
afterEach(() => world.close())

test('a customer is forgotten by HTTP, and what is left out of the request is named', async () => {
  await world.hear(customer)
  const path = `/threads/${phoneNumberId}/${customer}`
  expect((await world.ask(path)).status).toBe(200)
  expect((await world.ask('/erasures', post({}))).status).toBe(422)
  const { status, text } = await world.ask('/erasures', post({ customer }))
  expect([status, JSON.parse(text)]).toEqual([200, { threads: 1, ids: 1 }])
  expect((await world.ask(path)).status).toBe(404)
})

test('webhooks before an instant are forgotten by HTTP', async () => {
  await world.hear(customer)
  world.clock.now += 1000
  await world.hear(customer)
  for (const body of [{}, { before: 'yesterday' }])
    expect((await world.ask('/prunings', post(body))).status).toBe(422)
  const before = new Date(start + 1).toISOString()
  const { status, text } = await world.ask('/prunings', post({ before }))
  expect([status, JSON.parse(text)]).toEqual([200, { webhooks: 1 }])
})

test('without a trail there is none to read', async () => {
  expect((await world.ask('/audit-trail')).status).toBe(404)
})
