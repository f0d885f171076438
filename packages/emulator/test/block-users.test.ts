import { expect, test } from 'vitest'
import { customer, noon, phoneNumber, shop, token, type Shop } from './support/shop.ts'

const block = async (
  { emulator }: Shop,
  method: string,
  users: readonly object[],
  path = `/v24.0/${phoneNumber}/block_users`,
) => {
  const body = JSON.stringify({ messaging_product: 'whatsapp', block_users: users })
  const init = {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(method === 'GET' ? {} : { body }),
  }
  const answer = await emulator.fetch(new Request(`http://e.example${path}`, init))
  const told: unknown = await answer.json()
  return { status: answer.status, told }
}

test('who wrote in the last 24 hours is blocked, listed and unblocked, also on a path without a version', async () => {
  const one = shop()
  one.emulator.perform({ do: 'say', customer })
  const [user] = [{ user: customer }]
  expect(await block(one, 'POST', [user], `/${phoneNumber}/block_users`)).toMatchObject({
    status: 200,
    told: { block_users: { added_users: [{ input: customer, wa_id: customer }] } },
  })
  expect(await block(one, 'GET', [])).toMatchObject({ told: { data: [{ wa_id: customer }] } })
  expect(one.emulator.perform({ do: 'say', customer })).toMatchObject({ ok: false })
  expect(await block(one, 'DELETE', [user])).toMatchObject({
    status: 200,
    told: { block_users: { removed_users: [{ input: customer }] } },
  })
  expect(await block(one, 'GET', [])).toMatchObject({ told: { data: [] } })
  expect(one.emulator.perform({ do: 'say', customer })).toMatchObject({ ok: true })
})

test('who did not write lately is named with 139100, beside those who are blocked', async () => {
  const one = shop()
  const other = '33639980002'
  one.emulator.perform({ do: 'say', customer: other })
  await one.emulator.advance(noon + 24 * 3_600_000)
  one.emulator.perform({ do: 'say', customer })
  const { status, told } = await block(one, 'POST', [
    { user: customer },
    { user: other },
    { user: '33639980003' },
  ])
  expect(status).toBe(400)
  expect(told).toMatchObject({
    error: { code: 139100 },
    block_users: {
      added_users: [{ input: customer }],
      failed_users: [
        { input: other, errors: [{ code: 131047 }] },
        { input: '33639980003', errors: [{ code: 131047 }] },
      ],
    },
  })
  for (const users of [[], [{}], [7 as never]])
    expect(await block(one, 'POST', users)).toMatchObject({ status: 400, told: { error: { code: 100 } } })
})
