import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bot } from '../src/index.ts'
import { customer, options, phoneNumberId, worldOf } from './support/world.ts'

test('what is known lies in one file, and a new process goes on with it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-'))
  const store = `sqlite:${join(folder, 'bot.db')}`
  const first = worldOf({ store })
  await first.say('Bonjour')
  await first.bot.close()
  const seen: boolean[] = []
  const next = bot({
    ...options(first.whatsapp),
    store,
    onMessage: async ({ reply, isRepeat }) => {
      seen.push(isRepeat)
      await reply('Welcome')
    },
  })
  const message = 'We are open again.'
  expect(await next.send({ phoneNumberId, to: customer, message })).toMatchObject({ outcome: 'accepted' })
  for (const { webhook } of [...first.delivered, ...first.delivered]) {
    const { url, headers, body } = webhook
    await next.fetch(new Request(url, { method: 'POST', headers, body }))
  }
  expect(seen, 'the message that the first process may not have handled').toEqual([true])
  expect(first.sent().map(([summary]) => summary)).toEqual([message, 'Welcome'])
  await next.close()
  await rm(folder, { recursive: true })
})

test('a server of its own, and one that parses bodies first', async () => {
  const { bot: shop, say, delivered } = worldOf()
  await say('Bonjour')
  const { headers, body } = delivered.at(-1)?.webhook ?? expect.unreachable()
  const own = await shop.listen(0, '127.0.0.1')
  expect((await fetch(own.url, { method: 'POST', headers, body })).status).toBe(200)
  await own.close()
  const parsing = createServer((request, response) => {
    request.resume().once('end', () => void shop.node(request, response))
  })
  await new Promise<void>((resolve) => void parsing.listen(0, '127.0.0.1', resolve))
  const address = parsing.address()
  const port = typeof address === 'object' ? address?.port : 0
  const answer = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', headers, body })
  expect(await answer.text()).toContain('take webhooks before the parser')
  parsing.close()
})
