import {
  audioMessage,
  buttonsMessage,
  documentMessage,
  graphClient,
  imageMessage,
  linkMessage,
  listMessage,
  locationMessage,
  problemsOfMessage,
  reactionMessage,
  stickerMessage,
  templateMessage,
  textMessage,
  videoMessage,
  type Composed,
} from '@guichet/cloud-api'
import { expect, test } from 'vitest'
import { accessToken, customer, phoneNumberId, whatsappWorld } from './support/whatsapp-world.ts'

const link = 'https://shop.example/file'

test.each<readonly [name: string, message: (inbound: string) => Composed]>([
  ['text', () => textMessage('Bonjour')],
  ['text that answers', (inbound) => textMessage('Bonjour', { repliesTo: inbound })],
  ['image', () => imageMessage({ link }, { caption: 'A tart' })],
  ['video', () => videoMessage({ link })],
  ['audio', () => audioMessage({ link })],
  ['document', () => documentMessage({ link }, { filename: 'menu.pdf' })],
  ['sticker', () => stickerMessage({ link })],
  ['location', () => locationMessage({ latitude: 48.85, longitude: 2.35, name: 'Shop' })],
  ['reaction', (inbound) => reactionMessage(inbound, '👍')],
  ['buttons', () => buttonsMessage({ text: 'Which?', buttons: [{ id: 'a', title: 'A' }], footer: 'Thanks' })],
  [
    'list',
    () =>
      listMessage({
        text: 'Which?',
        button: 'See',
        sections: [{ rows: [{ id: 'a', title: 'A' }] }],
        header: 'H',
      }),
  ],
  ['link', () => linkMessage({ text: 'Our shop', label: 'Open', url: 'https://shop.example' })],
  ['template', () => templateMessage({ name: 'order_ready', language: 'fr', body: ['Zoé'] })],
])('the emulated WhatsApp takes a composed %s', async (_, compose) => {
  const world = await whatsappWorld('emulator', {
    templates: [{ name: 'order_ready', language: 'fr', category: 'UTILITY', text: 'Ready, {{1}}' }],
  })
  const said = world.whatsapp.perform({ do: 'say', customer, text: 'Bonjour' })
  const message = compose(said.ok ? said.id : expect.unreachable())
  expect(problemsOfMessage(message)).toEqual([])
  const graph = graphClient({ accessToken, baseUrl: world.url })
  expect(await graph.send({ phoneNumberId, to: customer, message })).toMatchObject({ outcome: 'accepted' })
  await world.close()
})
