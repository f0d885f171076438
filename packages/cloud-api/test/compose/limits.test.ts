import {
  buttonsMessage,
  documentMessage,
  graphClient,
  imageMessage,
  linkMessage,
  listMessage,
  locationMessage,
  messageLimits,
  problemsOfMessage,
  reactionMessage,
  stickerMessage,
  templateMessage,
  textMessage,
  type Composed,
} from '@guichet/cloud-api'
import * as fc from 'fast-check'
import { assertEach } from '../../../core/test/support/check.ts'
import { describe, expect, test } from 'vitest'

const long = (length: number): string => '🥐'.repeat(length)
const link = 'https://shop.example/tart.jpg'
const rows = (count: number): readonly { readonly id: string; readonly title: string }[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${index}`, title: `Tart ${index}` }))
const list = (sections: Parameters<typeof listMessage>[0]['sections'], text = 'Which?'): Composed =>
  listMessage({ text, button: 'Choose', sections })
const buttons = (titles: readonly string[], more: object = {}): Composed =>
  buttonsMessage({ text: 'Which?', buttons: titles.map((title) => ({ id: title, title })), ...more })
const template = (more: object): Composed => templateMessage({ name: 'order_ready', language: 'fr', ...more })

const { interactiveText, listText, buttonTitle, rowTitle } = messageLimits

describe('a text of the longest length passes, and of one character more is refused', () => {
  test.each<readonly [path: string, most: number, make: (text: string) => Composed]>([
    ['$.text.body', messageLimits.text, (text) => textMessage(text)],
    ['$.image.caption', messageLimits.caption, (caption) => imageMessage({ link }, { caption })],
    ['$.document.filename', messageLimits.filename, (filename) => documentMessage({ id: '1' }, { filename })],
    ['$.interactive.body.text', interactiveText, (text) => buttonsMessage({ text, buttons: rows(1) })],
    ['$.interactive.body.text', listText, (text) => list([{ rows: rows(1) }], text)],
    ['$.interactive.header.text', messageLimits.headerText, (header) => buttons(['A'], { header })],
    ['$.interactive.footer.text', messageLimits.footer, (footer) => buttons(['A'], { footer })],
    [
      '$.interactive.action.buttons[0].reply.title',
      buttonTitle,
      (title) => buttonsMessage({ text: 'A', buttons: [{ id: '1', title }] }),
    ],
    [
      '$.interactive.action.buttons[0].reply.id',
      messageLimits.buttonId,
      (id) => buttonsMessage({ text: 'A', buttons: [{ id, title: 'B' }] }),
    ],
    [
      '$.interactive.action.button',
      messageLimits.listButton,
      (button) => listMessage({ text: 'A', button, sections: [{ rows: rows(1) }] }),
    ],
    [
      '$.interactive.action.sections[0].title',
      messageLimits.sectionTitle,
      (title) => list([{ title, rows: rows(1) }]),
    ],
    [
      '$.interactive.action.sections[0].rows[0].title',
      rowTitle,
      (title) => list([{ rows: [{ id: '1', title }] }]),
    ],
    [
      '$.interactive.action.sections[0].rows[0].id',
      messageLimits.rowId,
      (id) => list([{ rows: [{ id, title: 'A' }] }]),
    ],
    [
      '$.interactive.action.sections[0].rows[0].description',
      messageLimits.rowDescription,
      (description) => list([{ rows: [{ id: '1', title: 'A', description }] }]),
    ],
    [
      '$.interactive.action.parameters.display_text',
      messageLimits.linkLabel,
      (label) => linkMessage({ text: 'A', label, url: link }),
    ],
    [
      '$.template.components[0].parameters[0].text',
      messageLimits.templateTextAlone,
      (text) => template({ body: [text] }),
    ],
    [
      '$.template.components[1].parameters[0].text',
      messageLimits.templateText,
      (text) => template({ header: 'A', body: [text] }),
    ],
    [
      '$.template.components[0].parameters[0].text',
      messageLimits.templateHeader,
      (header) => template({ header }),
    ],
    [
      '$.template.components[0].parameters[0].payload',
      messageLimits.buttonPayload,
      (payload) => template({ buttons: [{ index: 0, payload }] }),
    ],
    [
      '$.template.components[0].parameters[0].coupon_code',
      messageLimits.couponCode,
      (couponCode) => template({ buttons: [{ index: 0, couponCode }] }),
    ],
  ])('%s (%i)', (path, most, make) => {
    expect(problemsOfMessage(make(long(most)))).toEqual([])
    const reason = `has ${most + 1} characters; WhatsApp takes ${most} at most`
    expect(problemsOfMessage(make(long(most + 1)))).toEqual([{ path, reason }])
    expect(problemsOfMessage(make(''))).toEqual([{ path, reason: 'is empty' }])
  })
})

test.each<readonly [message: Composed, path: string, reason: string]>([
  [buttons([]), '$.interactive.action.buttons', 'has no buttons'],
  [buttons(['A', 'B', 'C', 'D']), '$.interactive.action.buttons', 'has 4 buttons; WhatsApp takes 3 at most'],
  [list([]), '$.interactive.action.sections', 'has no sections'],
  [
    list([{ rows: rows(11) }]),
    '$.interactive.action.sections[0].rows',
    'has 11 rows; WhatsApp takes 10 at most',
  ],
  [
    list([
      { title: 'A', rows: rows(6) },
      { title: 'B', rows: rows(11).slice(6) },
    ]),
    '$.interactive.action.sections',
    'have 11 rows; WhatsApp takes 10 at most in all sections together',
  ],
  [
    list([{ title: 'A', rows: rows(1) }, { rows: [{ id: 'x', title: 'X' }] }]),
    '$.interactive.action.sections[1].title',
    'is missing',
  ],
  [
    list([{ rows: [...rows(1), ...rows(1)] }]),
    '$.interactive.action.sections[0].rows[1].id',
    'is there twice: 0',
  ],
  [
    linkMessage({ text: 'A', label: 'Open', url: 'shop.example' }),
    '$.interactive.action.parameters.url',
    'must be an address that begins with https:// or http://',
  ],
  [
    listMessage({
      text: 'A',
      button: 'B',
      sections: [{ rows: rows(1) }],
      header: { type: 'image', image: { link } },
    }),
    '$.interactive.header',
    'must be a text: a list has no other header',
  ],
  [reactionMessage('wamid.1', 'ok'), '$.reaction.emoji', 'must be a single emoji'],
  [reactionMessage('wamid.1', '👍👍'), '$.reaction.emoji', 'must be a single emoji'],
  [reactionMessage('', '👍'), '$.reaction.message_id', 'is empty'],
  [locationMessage({ latitude: 91, longitude: 0 }), '$.location.latitude', 'must be a number from -90 to 90'],
  [
    imageMessage({ link: 'tart.jpg' }),
    '$.image.link',
    'must be an address that begins with https:// or http://',
  ],
  [
    template({ name: 'Order Ready' }),
    '$.template.name',
    'must be of small letters, digits and underscores, as it was approved',
  ],
  [
    template({ body: ['one\ntwo'] }),
    '$.template.components[0].parameters[0].text',
    'has a line break, a tab or more than four spaces in a row',
  ],
  [
    template({ buttons: [{ index: 10, payload: 'A' }] }),
    '$.template.components[0].index',
    'must be a place from 0 to 9',
  ],
  [
    template({
      buttons: [
        { index: 0, payload: 'A' },
        { index: 0, payload: 'B' },
      ],
    }),
    '$.template.components[1].index',
    'is there twice: 0',
  ],
])('%j', (message, path, reason) => {
  expect(problemsOfMessage(message)).toEqual([{ path, reason }])
})

test.each(['👍', '❤️', '👩🏽‍🍳', '🇫🇷', '1️⃣', null])('%s is a reaction', (emoji) => {
  expect(problemsOfMessage(reactionMessage('wamid.1', emoji))).toEqual([])
})

test.each<readonly [message: unknown, reason: string]>([
  [undefined, 'must be a message'],
  [{}, '$.type: is missing'],
  [{ type: 'text' }, '$.text: is missing'],
  [{ type: 'text', text: 'Bonjour' }, '$.text: must be an object, not a text'],
  [{ type: 'image', image: {} }, '$.image: needs an id or a link'],
  [{ type: 'image', image: { id: '1', link } }, '$.image: has an id and a link'],
  [{ type: 'audio', audio: { id: '1', caption: 'A' } }, '$.audio.caption: is not shown with this type'],
  [{ type: 'text', text: { body: 7 } }, '$.text.body: must be a text, but is a number'],
])('what TypeScript would refuse is refused, too: %j', async (message, reason) => {
  const fetch = (): Promise<Response> => expect.unreachable('nothing goes out')
  const sending = { phoneNumberId: '100', to: '33639980001', message: message as Composed }
  const outcome = await graphClient({ accessToken: 'a', fetch }).send(sending)
  expect(outcome).toMatchObject({ outcome: 'refused', status: null, code: null })
  expect('message' in outcome && outcome.message).toContain(reason)
})

test('it is total', () => {
  const part = fc.anything({ withNullPrototype: true })
  const types = fc.constantFrom('text', 'image', 'sticker', 'location', 'reaction', 'interactive', 'template')
  assertEach(
    fc.property(types, part, part, (type, one, context) => {
      const wild = { type, [type]: one, context }
      for (const { path, reason } of problemsOfMessage(wild))
        expect([path[0], reason === '']).toEqual(['$', false])
    }),
    500,
  )
})

test('a composed message goes out with its recipient, and a sticker as it is', async () => {
  const sent: unknown[] = []
  const { send } = graphClient({
    accessToken: 'a',
    fetch: (_, { body }) => {
      sent.push(JSON.parse(String(body)))
      return Promise.resolve(Response.json({ messages: [{ id: 'wamid.1' }] }))
    },
  })
  const message = stickerMessage({ id: '7' }, { repliesTo: 'wamid.0' })
  await send({ phoneNumberId: '100', to: 'FR.1', message, callbackData: 'x' })
  await send({ phoneNumberId: '100', to: '+33 6 39 98 00 01', message: textMessage('A', { preview: true }) })
  expect(sent).toEqual([
    {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      recipient: 'FR.1',
      type: 'sticker',
      sticker: { id: '7' },
      context: { message_id: 'wamid.0' },
      biz_opaque_callback_data: 'x',
    },
    {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '33639980001',
      type: 'text',
      text: { body: 'A', preview_url: true },
    },
  ])
})
