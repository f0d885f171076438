import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { emulator } from '@guichet/emulator'
import { describe, expect, test } from 'vitest'
import {
  bot,
  emulatorClock,
  explain,
  fromEnvironment,
  sentInWords,
  templateMessage,
  type Handling,
  type Sent,
} from '../src/index.ts'
import {
  accessToken,
  appSecret,
  customer,
  HOUR,
  noon,
  options,
  phoneNumberId,
  verifyToken,
  worldOf,
} from './support/world.ts'

const thread = { phoneNumberId, customer }
const withTwo = {
  name: 'order_confirmed',
  language: 'en',
  category: 'UTILITY',
  text: 'Thank you, {{1}}. Your order {{2}} is confirmed.',
} as const
const echo = async ({ message, reply }: Handling): Promise<void> => {
  await reply(`You wrote: ${message.text}`)
}

describe('a message is answered', () => {
  test('once, however often it comes', async () => {
    const { say, sent } = worldOf({
      onMessage: echo,
      emulated: { faults: { webhookTwice: 1, webhookOvertaken: 0.5 } },
    })
    await say('Bonjour')
    await say('Encore')
    expect(sent().map(([summary]) => summary)).toEqual(['You wrote: Bonjour', 'You wrote: Encore'])
  })

  test('with what is asked for, and as often as the handler says', async () => {
    const { say, sent } = worldOf({
      onMessage: async ({ reply }) => {
        await reply('One')
        await reply('Two')
      },
    })
    await say('Bonjour')
    expect(sent().map(([summary]) => summary)).toEqual(['One', 'Two'])
  })

  test('again when the handler failed, and what it had sent is not sent again', async () => {
    let failures = 2
    const repeats: boolean[] = []
    const { say, sent, delivered, whatsapp } = worldOf({
      onMessage: async ({ reply, isRepeat }) => {
        repeats.push(isRepeat)
        await reply('One')
        if (failures-- > 0) throw new Error('the database is away')
        await reply('Two')
      },
    })
    await say('Bonjour')
    await whatsapp.advance(whatsapp.now() + 12 * HOUR)
    expect(sent().map(([summary]) => summary)).toEqual(['One', 'Two'])
    expect(repeats).toEqual([false, true, true])
    expect(delivered.filter(({ status }) => status === 500)).toHaveLength(2)
  })
})

describe('outside the window', () => {
  test('nothing goes out, and the reason is given', async () => {
    const { bot: shop, say, sent, whatsapp } = worldOf()
    await say('Bonjour')
    await whatsapp.advance(whatsapp.now() + 25 * HOUR)
    const refused = await shop.send({ phoneNumberId, to: customer, message: 'Are you there?' })
    expect(refused.outcome).toBe('refused-by-rule')
    expect(sentInWords(refused)).toContain('the customer service window closed')
    expect(explain(await shop.ask(thread, { kind: 'service' }))).toContain('Refused')
    expect(sent()).toEqual([])
  })

  test('a template goes out in its place', async () => {
    const template = {
      name: 'order_ready',
      language: 'fr',
      category: 'UTILITY',
      text: 'It is ready.',
    } as const
    const { bot: shop, sent } = worldOf({ emulated: { templates: [template] } })
    const otherwise = templateMessage({ name: 'order_ready', language: 'fr' })
    const outcome = await shop.send({ phoneNumberId, to: customer, message: 'Bonjour', otherwise })
    expect(outcome).toMatchObject({ outcome: 'accepted', content: { kind: 'template' } })
    expect(sent()).toHaveLength(1)
  })
})

describe('what becomes of a message', () => {
  test.each([
    [{ webhookTwice: 1 }, [['sent'], ['delivered'], ['read']]],
    [{ webhookTwice: 1, undeliverable: 1 }, [['failed', 131026]]],
  ])('is told once, with the code of a failure: %j', async (faults, statuses) => {
    const told: unknown[] = []
    const {
      bot: shop,
      say,
      whatsapp,
    } = worldOf({
      onStatus: ({ message, status, errorCode = [] }) => void told.push([message, status, errorCode].flat()),
      emulated: { faults },
    })
    await say('Bonjour')
    const sent = await shop.send({ phoneNumberId, to: customer, message: 'Bonjour' })
    await whatsapp.advance(whatsapp.now() + HOUR)
    expect(told).toEqual(statuses.map((one) => [sent.outcome === 'accepted' && sent.wamid, ...one]))
  })

  test('is in the words of WhatsApp, with what it expected', async () => {
    const { bot: shop } = worldOf({ emulated: { templates: [withTwo] } })
    const message = templateMessage({ name: withTwo.name, language: 'en', body: ['Amélie'] })
    expect(sentInWords(await shop.send({ phoneNumberId, to: customer, message }))).toMatch(
      /^Refused by WhatsApp with 132000: .*: .*does not match the expected number of params \(2\)$/,
    )
  })
})

describe('the clock', () => {
  test('is warned of once while it is behind, and again after it was right', async () => {
    const warnings: string[] = []
    let [behind, whatsappNow] = [0, (): number => noon]
    const { say, whatsapp } = worldOf({
      onWarning: (words) => void warnings.push(words),
      surroundings: { now: () => whatsappNow() - behind },
    })
    whatsappNow = whatsapp.now
    await say('Bonjour')
    expect(warnings).toEqual([])
    behind = 25 * HOUR
    await say('Bonjour')
    expect(warnings).toEqual([])
    await say('Encore')
    await say('Encore')
    expect(warnings).toEqual([expect.stringMatching(/^The clock of this machine is more than a day behind/)])
    behind = 0
    await say('Toujours')
    behind = HOUR
    await say('Enfin')
    await say('Enfin')
    expect(warnings.slice(1)).toEqual([expect.stringContaining('is 3600 s behind')])
  })

  test('of an emulator is followed when it is moved', async () => {
    const whatsapp = emulator({ accessToken, appSecret, start: noon })
    const served = createServer((request, response) => {
      void whatsapp.fetch(new Request(`http://emulator.example${request.url}`)).then(async (answer) => {
        response.writeHead(answer.status).end(await answer.text())
      })
    })
    await new Promise<void>((resolve) => void served.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(served.address() as AddressInfo).port}`
    const now = await emulatorClock(`${address}/`)
    expect(Math.abs(now() - noon)).toBeLessThan(HOUR)
    await whatsapp.advance(noon + 25 * HOUR)
    await expect.poll(() => now() >= noon + 25 * HOUR).toBe(true)
    await new Promise<void>((resolve) => void served.close(() => resolve()))
    await expect(emulatorClock(address)).rejects.toThrow()
  })
})

test('a port that is taken is named', async () => {
  const { bot: shop } = worldOf()
  const first = await shop.listen(0, '127.0.0.1')
  const port = Number(new URL(first.url).port)
  await expect(shop.listen(port, '127.0.0.1')).rejects.toThrow(`port ${port} is in use`)
  await first.close()
})

test('a message of a wrong form goes nowhere', async () => {
  const answers: Sent[] = []
  const { say, sent } = worldOf({ onMessage: async ({ reply }) => void answers.push(await reply('')) })
  await say('Bonjour')
  expect(answers).toEqual([{ outcome: 'malformed', problems: [{ path: '$.text.body', reason: 'is empty' }] }])
  expect(sent()).toEqual([])
})

describe('at its address', () => {
  const at = (path: string, init?: RequestInit): Promise<Response> =>
    worldOf().bot.fetch(new Request(`https://bot.example/webhook${path}`, init))

  test('the handshake is answered', async () => {
    const query = '?hub.mode=subscribe&hub.challenge=1158&hub.verify_token='
    expect(await (await at(query + verifyToken)).text()).toBe('1158')
    expect((await at(`${query}guess`)).status).toBe(403)
  })

  test('what WhatsApp did not sign is not taken', async () => {
    const { bot: shop, say, delivered } = worldOf()
    await say('Bonjour')
    const { url, headers, body } = delivered.at(-1)?.webhook ?? expect.unreachable()
    for (const init of [{ body }, { body: body.replace(customer, '33639980066'), headers }])
      expect((await shop.fetch(new Request(url, { method: 'POST', ...init }))).status).toBe(401)
  })

  test('nothing else is', async () => {
    expect((await at('', { method: 'DELETE' })).status).toBe(405)
    expect((await at('', { method: 'POST', body: 'x'.repeat(5_000_000) })).status).toBe(413)
  })
})

test('the templates of the account are read from WhatsApp and kept', async () => {
  const { bot: shop } = worldOf()
  const unknown = { kind: 'template', name: 'no_such', language: 'fr' } as const
  expect(explain(await shop.ask(thread, unknown))).toContain('Allowed')
  await shop.readTemplates('900000000000001')
  expect(explain(await shop.ask(thread, unknown))).toContain('Refused')
})

describe('options that cannot be right', () => {
  const { whatsapp } = worldOf()
  const right = { ...options(whatsapp), onMessage: () => undefined }
  test.each<readonly [object, string]>([
    [fromEnvironment({}), '$.accessToken: is missing; is its variable set?'],
    [{ appSecret: [] }, '$.appSecret: is missing; is its variable set?'],
    [{ store: 'postgres://x' }, '$.store: must be memory:, sqlite:PATH, or a store that you made'],
    [{ onMessage: null }, '$.onMessage: must be a function'],
    [{ verifytoken: 'a' }, 'unknown option `verifytoken`; did you mean `verifyToken`?'],
    [{ settings: { timezone: 'UTC' } }, 'did you mean `timeZone`?'],
  ])('%j', (wrong, reason) => {
    expect(() => bot({ ...right, ...wrong })).toThrow(reason)
  })
})
