import { describe, expect, test } from 'vitest'
import { customer, get, inWebhooks, phoneNumber, post, shop, wait } from './support/shop.ts'

const control = (path: string): string => `/_control/${path}`
const other = { account: '900000000000002', phone: '100000000000009' }
const utility = { language: 'en', category: 'UTILITY', text: 'Hello' } as const

const twoAccounts = (): ReturnType<typeof shop> =>
  shop({
    phoneNumbers: [
      { id: phoneNumber, number: '33639980000', verifiedName: 'The Shop' },
      { id: other.phone, number: '33639980009', verifiedName: 'The Workshop', account: other.account },
    ],
    templates: [
      { name: 'both_have', ...utility },
      { name: 'both_have', ...utility, account: other.account, status: 'PAUSED' },
      { name: 'other_has', ...utility, account: other.account },
    ],
  })

const send = (one: ReturnType<typeof shop>, from: string, name: string): Promise<{ status: number }> =>
  post(one, `/v24.0/${from}/messages`, {
    messaging_product: 'whatsapp',
    to: customer,
    type: 'template',
    template: { name, language: { code: 'en' } },
  })

describe('two accounts', () => {
  test('each number sends the templates of its own', async () => {
    const one = twoAccounts()
    expect((await send(one, phoneNumber, 'both_have')).status).toBe(200)
    expect((await send(one, other.phone, 'both_have')).status).toBe(400)
    expect((await send(one, phoneNumber, 'other_has')).status).toBe(404)
    expect((await send(one, other.phone, 'other_has')).status).toBe(200)
  })

  test('each lists its own templates and numbers, and webhooks name it', async () => {
    const one = twoAccounts()
    const names = async (path: string, key: string): Promise<readonly unknown[]> => {
      const { body } = await get(one, path)
      return (body as { data: readonly Readonly<Record<string, unknown>>[] }).data.map((each) => each[key])
    }
    expect(await names(`/v24.0/${other.account}/message_templates`, 'name')).toEqual([
      'both_have',
      'other_has',
    ])
    expect(await names(`/v24.0/${other.account}/phone_numbers`, 'id')).toEqual([other.phone])
    await wait(one, 1)
    const bodies = one.webhooks.map(({ body }) => JSON.parse(body) as { entry: readonly { id: string }[] })
    const accounts = bodies.flatMap(({ entry }) => entry.map(({ id }) => id))
    expect(accounts.filter((id) => id === other.account)).toHaveLength(2)
  })

  test('one is paused, the other stays', async () => {
    const one = twoAccounts()
    await wait(one, 1)
    await post(one, control('templates/both_have/en/status'), { status: 'APPROVED', account: other.account })
    await post(one, control('templates/both_have/en/status'), { status: 'PAUSED' })
    expect((await send(one, other.phone, 'both_have')).status).toBe(200)
    expect((await send(one, phoneNumber, 'both_have')).status).toBe(400)
  })
})

test('a token that is over is refused until it is good again', async () => {
  const one = twoAccounts()
  await post(one, control('token'), { accepted: false })
  expect(await send(one, phoneNumber, 'both_have')).toMatchObject({
    status: 401,
    body: { error: { code: 190 } },
  })
  expect((await post(one, control('token'), { accepted: 'no' })).status).toBe(400)
  await post(one, control('token'), { accepted: true })
  expect((await send(one, phoneNumber, 'both_have')).status).toBe(200)
})

test('a number is taken over: the newcomer has a window, the one before has not', async () => {
  const one = twoAccounts()
  await post(one, control('customers'), { phone: customer, knownBy: 'both' })
  const taken = control(`customers/${customer}/take-over-number`)
  expect((await post(one, taken, {})).status).toBe(400)
  await post(one, control(`customers/${customer}/change-number`), { phone: '33639989999' })
  await post(one, taken, { name: 'Somebody Else' })
  await post(one, control(`customers/${customer}/say`), { text: 'Is this the shop?' })
  const messages = inWebhooks(one, 'messages')
  const said = messages.at(-1)
  expect(said).toMatchObject({ from: customer })
  const { threads } = one.emulator.truth()
  expect(threads.map(({ ids, view }) => [ids.includes(customer), view.phase])).toEqual([
    [false, 'closed'],
    [true, 'open'],
  ])
  expect(new Set(threads.map((thread) => thread.customer)).size).toBe(2)
})
