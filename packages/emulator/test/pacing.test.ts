import { describe, expect, test } from 'vitest'
import { inWebhooks, post, send, shop, templateTo, wait, type Shop } from './support/shop.ts'

const phone = (index: number): string => `3363998${3000 + index}`
const template = '/_control/templates/news/en'
const hour = 3600

const sentHeld = async (one: Shop): Promise<unknown> => (await send(one, templateTo(phone(1), 'news'))).body

/** What became of each message, and whether it cost anything. */
const fates = (one: Shop): readonly unknown[] => {
  const { messages, charges } = one.emulator.truth()
  return messages.map(({ message, fate, errorCode }) => [
    fate,
    errorCode,
    charges.some((charge) => charge.message === message),
  ])
}

const held = async (): Promise<Shop> => {
  const one = shop({ readShare: 0 })
  expect((await post(one, `${template}/hold`, {})).status).toBe(200)
  expect(await sentHeld(one)).toMatchObject({ messages: [{ message_status: 'held_for_quality_assessment' }] })
  await wait(one, 600)
  expect(fates(one)).toEqual([['held', null, false]])
  return one
}

describe('a template that is held back (TPL-12, TPL-13)', () => {
  test('is delivered and charged once it is let go, and others leave at once', async () => {
    const one = await held()
    await post(one, `${template}/let-go`, {})
    await wait(one, 10)
    await sentHeld(one)
    await wait(one, 10)
    expect(fates(one)).toEqual([
      ['delivered', null, true],
      ['delivered', null, true],
    ])
  })

  test.each(['PAUSED', 'DISABLED', 'REJECTED'])('fails and costs nothing when it is %s', async (status) => {
    const one = await held()
    await post(one, `${template}/status`, { status })
    await wait(one, 10)
    expect(fates(one)).toEqual([['failed', 132015, false]])
    expect(inWebhooks(one, 'statuses').map(({ status: is }) => is)).toEqual(['failed'])
  })

  test('leaves after an hour by itself', async () => {
    const one = await held()
    await wait(one, hour)
    expect(fates(one)).toEqual([['delivered', null, true]])
  })

  test('is nobody else\u2019s: other templates leave at once', async () => {
    const one = await held()
    await send(one, templateTo(phone(2), 'code', ['1']))
    await wait(one, 10)
    expect(fates(one).at(-1)).toEqual(['delivered', null, true])
  })
})
