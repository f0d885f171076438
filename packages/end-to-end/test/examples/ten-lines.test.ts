import { dirname } from 'node:path'
import type { WebhookRequest } from '@guichet/emulator'
import { expect, test } from 'vitest'
import { programsIn, workshop } from '../support/program.ts'
import { startProgram } from '../support/running.ts'
import {
  accessToken,
  appSecret,
  customer,
  SECOND,
  verifyToken,
  whatsappWorld,
} from '../support/whatsapp-world.ts'

test('the bot on the page has ten lines, and answers', async () => {
  const program = (await programsIn('guichet/README.md')).get('guichet') ?? ''
  expect(program.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(10)
  const shop = await workshop()
  const place = { url: '' }
  const alsoTo = async ({ headers, body }: WebhookRequest): Promise<{ readonly status: number }> =>
    place.url === '' ? { status: 503 } : fetch(place.url, { method: 'POST', headers, body })
  // The bot goes by the machine's clock, and WhatsApp with it.
  const world = await whatsappWorld('emulator', { start: Date.now(), alsoTo })
  const path = await shop.write('bot.mjs', program)
  const running = startProgram(
    path,
    {
      WHATSAPP_ACCESS_TOKEN: accessToken,
      WHATSAPP_APP_SECRET: appSecret,
      WHATSAPP_VERIFY_TOKEN: verifyToken,
      WHATSAPP_GRAPH_URL: world.whatsappUrl,
      PORT: '0',
    },
    dirname(path),
  )
  place.url = await running.nextLine()
  const handshake = `?hub.mode=subscribe&hub.challenge=1158&hub.verify_token=${verifyToken}`
  expect(await (await fetch(place.url + handshake)).text()).toBe('1158')
  world.whatsapp.perform({ do: 'say', customer, text: 'Bonjour' })
  await world.wait(SECOND)
  expect(await running.nextLine()).toMatch(/^Accepted as wamid\./)
  expect(world.whatsapp.truth().messages.map(({ summary }) => summary)).toEqual(['You wrote: Bonjour'])
  const unsigned = await fetch(place.url, { method: 'POST', body: '{}' })
  expect(unsigned.status).toBe(401)
  await running.stop()
  await world.close()
  await shop.remove()
})
