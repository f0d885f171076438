import type { Action, WebhookRequest } from '@guichet/emulator'
import { afterEach, describe, expect, test } from 'vitest'
import {
  account,
  appSecret,
  customer,
  HOUR,
  phoneNumberId,
  SECOND,
  ways,
  whatsappWorld,
  type Way,
  type WhatsAppWorld,
  type WorldOptions,
} from '../support/whatsapp-world.ts'
import type { Client, ClientMaker, Heard, Told } from './client.ts'

/** A client, and the world that it speaks to. */
interface Meeting {
  readonly way: Way
  readonly world: WhatsAppWorld
  readonly client: Client
}

/** What a client goes through, on both ways. */
interface Scenario {
  readonly name: string
  readonly options?: WorldOptions
  readonly run: (meeting: Meeting) => Promise<void>
}

const scenarios: readonly Scenario[] = [
  {
    name: 'a text in an open window arrives, and its statuses can be read',
    run: async ({ world, client }) => {
      await says(world, {})
      const id = valueOf(await client.text(customer, 'Bonjour, à bientôt 👋'))
      await world.wait(HOUR)
      expect(fates(world)).toEqual([[id, 'Bonjour, à bientôt 👋', 'read', null]])
      expect(statusesOf(id, await heard(world, client))).toEqual(['sent', 'delivered', 'read'])
    },
  },
  {
    name: 'a text outside the window is refused with 131047, and why can be read',
    options: { outsideWindow: 'is-refused' },
    run: async ({ world, client }) => {
      await says(world, {})
      await world.wait(24 * HOUR)
      const answer = await client.text(customer, 'Bonjour ?')
      expect(answer).toMatchObject({ ok: false, code: 131047, details: expect.stringMatching(/\w+ \w+/) })
      expect(fates(world)).toEqual([])
    },
  },
  {
    name: 'a template with parameters arrives outside the window',
    run: async ({ world, client }) => {
      const id = valueOf(await client.template(customer, 'order_confirmed', 'en', ['Amélie', '4711']))
      await world.wait(HOUR)
      expect(fates(world)).toEqual([[id, 'template order_confirmed', 'read', null]])
      expect(statusesOf(id, await heard(world, client))).toEqual(['sent', 'delivered', 'read'])
    },
  },
  {
    name: 'a paused template is refused with 132015',
    run: async ({ world, client }) => {
      await does(world, {
        do: 'set-template-status',
        name: 'parcel_sent',
        language: 'en',
        status: 'PAUSED',
      })
      const answer = await client.template(customer, 'parcel_sent', 'en', ['4711'])
      expect(answer).toMatchObject({ ok: false, code: 132015, details: expect.stringMatching(/\w+ \w+/) })
      expect(fates(world)).toEqual([])
    },
  },
  {
    name: 'a template that there is not is refused with 132001',
    run: async ({ client }) => {
      const answer = await client.template(customer, 'no_such_template', 'en', ['4711'])
      expect(answer).toMatchObject({ ok: false, code: 132001, details: expect.stringMatching(/\w+ \w+/) })
    },
  },
  {
    name: 'a file is uploaded, sent by its id and described',
    run: async ({ world, client }) => {
      await says(world, {})
      const media = valueOf(await client.upload(photo))
      const id = valueOf(await client.image(customer, media, 'the shop'))
      await world.wait(HOUR)
      expect(fates(world)).toEqual([[id, '[image]', 'read', null]])
      expect(valueOf(await client.describe(media))).toEqual({
        url: expect.stringMatching(/^http/),
        size: photo.size,
      })
    },
  },
  {
    name: 'a file is fetched by whoever has the access token',
    run: async ({ way, client }) => {
      const media = valueOf(await client.upload(photo))
      const answer = await client.download(media)
      // The file is at an address of WhatsApp’s, where an API key of the gateway means nothing.
      if (way === 'gateway') expect(answer).toMatchObject({ ok: false, code: 190 })
      else expect(valueOf(answer)).toEqual(new Uint8Array(await photo.arrayBuffer()))
    },
  },
  {
    name: 'a file is deleted, where the SDK can, and gone',
    run: async ({ client }) => {
      const media = valueOf(await client.upload(photo))
      if (client.remove !== undefined) {
        expect(valueOf(await client.remove(media))).toBe(true)
        expect(await client.describe(media)).toMatchObject({ ok: false, code: 100 })
      }
    },
  },
  {
    name: 'buttons and a list arrive, and what the customer chose can be read',
    run: async ({ world, client }) => {
      await says(world, {})
      const asked = valueOf(await client.buttons(customer, 'Shall we deliver?', ['yes', 'no']))
      const listed = valueOf(await client.list(customer, 'When?', ['today', 'tomorrow', 'later']))
      await says(world, { type: 'button_reply', text: 'yes' })
      await says(world, { type: 'list_reply', text: 'today' })
      await world.wait(HOUR)
      expect(fates(world)).toEqual([
        [asked, '[interactive]', 'read', null],
        [listed, '[interactive]', 'read', null],
      ])
      const types = (await heard(world, client)).map((one) => (one.is === 'message' ? one.type : one.status))
      expect(types.filter((type) => type === 'interactive')).toHaveLength(2)
    },
  },
  {
    name: 'a reaction to what the customer wrote arrives',
    run: async ({ world, client }) => {
      const written = await says(world, {})
      const id = valueOf(await client.reaction(customer, written, '👍'))
      await world.wait(HOUR)
      expect(fates(world)).toEqual([[id, 'reaction 👍', 'read', null]])
    },
  },
  {
    name: 'a message is marked as read, and one that never came is not',
    run: async ({ world, client }) => {
      const written = await says(world, {})
      expect(valueOf(await client.markRead(written))).toBe(true)
      expect(await client.markRead('wamid.NEVER')).toMatchObject({ ok: false, code: 131009 })
    },
  },
  {
    name: 'a message to whom WhatsApp cannot reach fails later, with a code in the status',
    run: async ({ world, client }) => {
      await says(world, {})
      await does(world, { do: 'change-number', customer, phone: '33639980099' })
      const id = valueOf(await client.template(customer, 'parcel_sent', 'en', ['4711']))
      await world.wait(HOUR)
      expect((await heard(world, client)).filter((one) => one.id === id)).toEqual([
        { is: 'status', id, status: 'failed', code: 131026 },
      ])
    },
  },
  {
    name: 'what a customer writes can be read',
    run: async ({ world, client }) => {
      const id = await says(world, { text: 'Êtes-vous ouverts ? 🥐' })
      expect(await heard(world, client)).toEqual([
        { is: 'message', id, from: customer, type: 'text', text: 'Êtes-vous ouverts ? 🥐' },
      ])
    },
  },
]

/** Has an SDK go through every scenario, before the emulator itself and before the gateway. */
export const passesEveryScenario = (
  name: string,
  make: ClientMaker,
  { checksSignatures }: { readonly checksSignatures: boolean },
): void => {
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
    test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
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
      expect(await heard(world, client)).toEqual([{ is: 'status', id, status: 'failed', code: 131047 }])
    })
  })

  describe.runIf(checksSignatures)(`${name} with a webhook that somebody else wrote`, () => {
    test('does not believe it', async () => {
      const { world, client } = await meet('emulator')
      await says(world, { text: 'one' })
      const [webhook] = messageWebhooks(world)
      if (webhook === undefined) throw new Error('there is no webhook')
      expect(await client.hear(webhook)).toHaveLength(1)
      await expect(client.hear({ ...webhook, body: webhook.body.replace('one', 'two') })).rejects.toThrow()
    })
  })
}

const photo = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 255, 254])], {
  type: 'image/png',
})

/** Somebody does something in the emulated world; gives the id of what came of it. */
const does = async ({ whatsapp }: WhatsAppWorld, action: Action): Promise<string> => {
  const done = whatsapp.perform(action)
  if (!done.ok) throw new Error(done.reason)
  await whatsapp.settle()
  return done.id
}

const says = (
  world: WhatsAppWorld,
  saying: Omit<Extract<Action, { do: 'say' }>, 'do' | 'customer'>,
): Promise<string> => does(world, { do: 'say', customer, ...saying })

const valueOf = <Value>(told: Told<Value>): Value => {
  if (!told.ok) throw new Error(`refused with ${told.code}: ${told.details}`)
  return told.value
}

/** What became of every message of the business: id, what it was, fate and the code of a failure. */
const fates = ({ whatsapp }: WhatsAppWorld): readonly unknown[] =>
  whatsapp
    .truth()
    .messages.map(({ message, summary, fate, errorCode }) => [message, summary, fate, errorCode])

/** The webhooks of the field that is about messages; SDKs read no other. */
const messageWebhooks = ({ webhooks }: WhatsAppWorld): readonly WebhookRequest[] =>
  webhooks.filter(({ body }) => body.includes('"field":"messages"'))

const heard = async (world: WhatsAppWorld, client: Client): Promise<readonly Heard[]> => {
  const all: Heard[] = []
  for (const webhook of messageWebhooks(world)) all.push(...(await client.hear(webhook)))
  return all
}

const statusesOf = (id: string, all: readonly Heard[]): readonly string[] =>
  all.flatMap((one) => (one.is === 'status' && one.id === id ? [one.status] : []))
