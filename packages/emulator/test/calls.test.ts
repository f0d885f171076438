import { describe, expect, test } from 'vitest'
import { customer, get, inWebhooks, phoneNumber, post, send, shop, wait, type Shop } from './support/shop.ts'

const call = (one: Shop, to = customer): ReturnType<typeof post> =>
  post(one, `/v24.0/${phoneNumber}/calls`, {
    messaging_product: 'whatsapp',
    to,
    action: 'connect',
    session: { sdp_type: 'offer', sdp: 'v=0' },
  })

const request = {
  messaging_product: 'whatsapp',
  to: customer,
  type: 'interactive',
  interactive: {
    type: 'call_permission_request',
    action: { name: 'call_permission_request' },
    body: { text: 'May we call?' },
  },
}

const codeOf = ({ body }: { body: unknown }): unknown => (body as { error?: { code: number } }).error?.code
const permit = (one: Shop, permission: string): ReturnType<typeof post> =>
  post(one, `/_control/customers/${customer}/permit-calls`, { permission })

const speaking = (options: Parameters<typeof shop>[0] = {}): Shop => {
  const one = shop({ readShare: 0, pickUpShare: 1, ...options })
  one.emulator.perform({ do: 'say', customer })
  return one
}

describe('a call of the business', () => {
  test('needs a permission, which ends after seven days to the second (CALL-11)', async () => {
    const one = speaking()
    expect(codeOf(await call(one))).toBe(138006)
    await permit(one, 'temporary')
    const given = one.emulator.now()
    expect((await call(one)).body).toMatchObject({ calls: [{ id: expect.stringMatching(/^wacid\./) }] })
    await one.emulator.advance(given + 7 * 86_400_000 - 1)
    expect((await call(one)).status).toBe(200)
    await one.emulator.advance(given + 7 * 86_400_000)
    expect(codeOf(await call(one))).toBe(138006)
  })

  test('rings, is picked up, opens the window, and ends', async () => {
    const one = speaking()
    await permit(one, 'permanent')
    await one.emulator.advance(one.emulator.now() + 2 * 86_400_000)
    await call(one)
    await wait(one, 400)
    expect(inWebhooks(one, 'statuses').map(({ type, status }) => [type, status])).toEqual([
      ['call', 'RINGING'],
      ['call', 'ACCEPTED'],
    ])
    const [end] = inWebhooks(one, 'calls')
    expect(end).toMatchObject({
      event: 'terminate',
      direction: 'BUSINESS_INITIATED',
      status: 'COMPLETED',
      to: customer,
    })
    expect(Number(end?.['end_time']) - Number(end?.['start_time'])).toBe(end?.['duration'])
    expect(one.emulator.truth().threads[0]?.view.phase).toBe('open')
  })

  test('ends the permission as the fourth in a row that nobody takes (CALL-14)', async () => {
    const one = speaking({ pickUpShare: 0 })
    await permit(one, 'permanent')
    for (let time = 0; time < 4; time++) {
      expect((await call(one)).status).toBe(200)
      await wait(one, 60)
    }
    expect(inWebhooks(one, 'messages').at(-1)).toMatchObject({
      interactive: {
        type: 'call_permission_reply',
        call_permission_reply: { response: 'reject', response_source: 'automatic' },
      },
    })
    expect(inWebhooks(one, 'calls').at(-1)).not.toHaveProperty('duration')
    expect(codeOf(await call(one))).toBe(138006)
  })

  test('is limited to a hundred that are picked up in 24 hours (CALL-9)', async () => {
    const one = speaking()
    await permit(one, 'permanent')
    for (let time = 0; time < 100; time++) {
      expect((await call(one)).status).toBe(200)
      await wait(one, 400)
    }
    expect(codeOf(await call(one))).toBe(138012)
  })

  test('is not offered in some countries, and may be restricted (CALL-10, CALL-16)', async () => {
    const inStates = speaking({
      phoneNumbers: [{ id: phoneNumber, number: '12125550199', verifiedName: 'The Shop', country: 'US' }],
    })
    await permit(inStates, 'permanent')
    expect(codeOf(await call(inStates))).toBe(138013)
    const one = speaking()
    await permit(one, 'permanent')
    await post(one, '/_control/account/restrict', { restriction: 'business-initiated-calls', for: 'PT1H' })
    expect(codeOf(await call(one))).toBe(138014)
    expect(codeOf(await send(one, request))).toBe(138014)
  })

  test.each([
    [{}, 100],
    [{ messaging_product: 'whatsapp', action: 'dance' }, 131009],
    [{ messaging_product: 'whatsapp', action: 'connect', to: customer }, 131008],
    [{ messaging_product: 'whatsapp', action: 'terminate' }, 131008],
  ])('wrong input: %j', async (body, code) => {
    expect(codeOf(await post(speaking(), `/v24.0/${phoneNumber}/calls`, body))).toBe(code)
  })
})

describe('a request for permission to call (CALL-13)', () => {
  test('is answered with its context, and may come once a day and twice in seven', async () => {
    const one = speaking()
    const sent = (await send(one, request)).body as { messages?: readonly { id: string }[] }
    expect(codeOf(await send(one, request))).toBe(138009)
    await permit(one, 'temporary')
    expect(inWebhooks(one, 'messages').at(-1)).toMatchObject({
      context: { id: sent.messages?.[0]?.id },
      interactive: {
        call_permission_reply: {
          response: 'accept',
          is_permanent: false,
          expiration_timestamp: String(one.emulator.now() / 1000 + 7 * 86_400),
          response_source: 'user_action',
        },
      },
    })
    for (const expected of [200, 400]) {
      await wait(one, 86_400)
      one.emulator.perform({ do: 'say', customer })
      expect((await send(one, request)).status).toBe(expected)
    }
  })

  test('is refused while the permission is permanent, and forgotten at a call that is picked up', async () => {
    const one = speaking()
    await send(one, request)
    await permit(one, 'permanent')
    expect(codeOf(await send(one, request))).toBe(138009)
    await call(one)
    await wait(one, 400)
    expect(codeOf(await send(one, request))).toBe(138017)
    await permit(one, 'none')
    expect(inWebhooks(one, 'messages').at(-1)).not.toHaveProperty('context')
    expect((await send(one, request)).status).toBe(200)
  })
})

test('the permission of a customer can be read (CALL-15)', async () => {
  const one = speaking()
  const path = `/v24.0/${phoneNumber}/call_permissions?user_wa_id=${customer}`
  const seen = async (): Promise<unknown> => (await get(one, path)).body
  const actions = (ask: boolean, start: boolean): object[] => [
    { action_name: 'send_call_permission_request', can_perform_action: ask },
    { action_name: 'start_call', can_perform_action: start },
  ]
  expect(await seen()).toMatchObject({
    permission: { status: 'no_permission' },
    actions: actions(true, false),
  })
  await permit(one, 'temporary')
  expect(await seen()).toMatchObject({
    permission: { status: 'temporary', expiration_time: one.emulator.now() / 1000 + 7 * 86_400 },
    actions: actions(true, true),
  })
  await wait(one, 1)
  await permit(one, 'permanent')
  expect(await seen()).toMatchObject({ permission: { status: 'permanent' }, actions: actions(false, true) })
  expect(codeOf(await get(one, `/v24.0/${phoneNumber}/call_permissions?user_wa_id=7`))).toBe(131009)
})
