import { afterEach, describe, expect, test } from 'vitest'
import {
  account,
  appSecret,
  customer,
  HOUR,
  phoneNumberId,
  ways,
  whatsappWorld,
  type Way,
  type WhatsAppWorld,
  type WorldOptions,
} from '../support/whatsapp-world.ts'
import { fates, heard, messageWebhooks, photo, says, valueOf } from './acts.ts'
import type { Ability, ClientMaker } from './client.ts'
import { scenarios, type Meeting } from './scenarios.ts'

/** Has an SDK go through every scenario, but for what it cannot do, before the emulator and before the gateway. */
export const passesEveryScenario = (
  name: string,
  make: ClientMaker,
  lacks: readonly Ability[] = [],
): void => {
  const possible = scenarios.filter(({ needs }) => needs === undefined || !lacks.includes(needs))
  const open: WhatsAppWorld[] = []
  afterEach(async () => {
    for (const world of open.splice(0)) await world.close()
  })
  const meet = async (way: Way, options?: WorldOptions, token?: string): Promise<Meeting> => {
    const world = await whatsappWorld(way, options)
    open.push(world)
    const { url } = world
    const access = { url, token: token ?? world.token, phoneNumberId, account, appSecret }
    return { way, world, client: make(access) }
  }
  describe.each(ways)(`${name} before the %s`, (way) => {
    test.each(possible.map((scenario) => [scenario.name, scenario] as const))(
      '%s',
      async (_, { options, run }) => run(await meet(way, options)),
    )

    test('who has a wrong token is told so with 190, and nothing is sent', async () => {
      const { world, client } = await meet(way, {}, 'a-wrong-token')
      await says(world, {})
      expect(await client.text(customer, 'Bonjour')).toMatchObject({ ok: false, code: 190 })
      expect(await client.upload(photo)).toMatchObject({ ok: false, code: 190 })
      expect(fates(world)).toEqual([])
    })

    test('all webhooks are taken', async () => {
      const { world, client } = await meet(way)
      await says(world, {})
      valueOf(await client.text(customer, 'Bonjour'))
      await world.wait(HOUR)
      const all = messageWebhooks(world).map(({ body }) => body)
      expect(new Set(all).size).toBe(all.length)
      expect(all).toHaveLength(4)
    })
  })

  describe(`${name} before the emulator alone`, () => {
    test('a text outside the window is taken, and fails by a webhook, as with WhatsApp', async () => {
      const { world, client } = await meet('emulator')
      const id = valueOf(await client.text(customer, 'Bonjour ?'))
      await world.wait(HOUR)
      expect(await heard(world, client)).toEqual([
        { is: 'status', id, status: 'failed', code: 131047, data: null },
      ])
    })
  })

  const checksSignatures = !lacks.includes('check signatures')
  const belief = checksSignatures ? 'is not believed' : 'is believed: the SDK checks no signature'
  test(`${name}: a webhook that somebody else wrote ${belief}`, async () => {
    const { world, client } = await meet('emulator')
    await says(world, { text: 'two croissants' })
    const [webhook] = messageWebhooks(world)
    if (webhook === undefined) throw new Error('there is no webhook')
    expect(await client.hear(webhook)).toHaveLength(1)
    const forged = client.hear({ ...webhook, body: webhook.body.replace('croissants', 'baguettes') })
    await (checksSignatures ? expect(forged).rejects.toThrow() : expect(forged).resolves.toHaveLength(1))
  })
}
