import { callersDataIn } from '@guichet/runtime'
import { expect } from 'vitest'
import { customer, HOUR, type Way, type WhatsAppWorld, type WorldOptions } from '../support/whatsapp-world.ts'
import { cannot, does, fates, heard, isNotOnWhatsApp, photo, says, statusesOf, valueOf } from './acts.ts'
import type { Ability, Client } from './client.ts'

/** A client, and the world that it speaks to. */
export interface Meeting {
  readonly way: Way
  readonly world: WhatsAppWorld
  readonly client: Client
}

/** What a client goes through, on both ways. */
export interface Scenario {
  readonly name: string
  readonly options?: WorldOptions
  readonly needs?: Ability
  readonly run: (meeting: Meeting) => Promise<void>
}

export const scenarios: readonly Scenario[] = [
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
    name: 'data of the caller’s own comes back with the statuses',
    needs: 'textWithData',
    run: async ({ way, world, client }) => {
      await says(world, {})
      const { textWithData = cannot } = client
      const id = valueOf(await textWithData(customer, 'Bonjour', 'order 4711'))
      await world.wait(HOUR)
      const back = (await heard(world, client)).flatMap((one) =>
        one.id === id && one.is === 'status' ? [one.data] : [],
      )
      // The gateway finds messages again by it, and hands the caller’s data along.
      const own = way === 'gateway' ? back.map((data) => callersDataIn(data ?? '')) : back
      expect(own).toEqual(['order 4711', 'order 4711', 'order 4711'])
      expect(back.every((data) => data === 'order 4711')).toBe(way === 'emulator')
    },
  },
  {
    name: 'a text outside the window is refused with 131047, and why can be read',
    options: { outsideWindow: 'is-refused' },
    run: async ({ way, world, client }) => {
      await says(world, {})
      await world.wait(24 * HOUR)
      const answer = await client.text(customer, 'Bonjour ?')
      expect(answer).toMatchObject({ ok: false, code: 131047, details: expect.stringMatching(/\w+ \w+/) })
      expect(fates(world)).toEqual([])
      // The gateway knows by itself.
      expect(world.reached).toHaveLength(way === 'gateway' ? 0 : 1)
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
    name: 'a file is fetched',
    run: async ({ client }) => {
      const media = valueOf(await client.upload(photo))
      expect(valueOf(await client.download(media))).toEqual(new Uint8Array(await photo.arrayBuffer()))
    },
  },
  {
    name: 'a file is deleted and gone',
    needs: 'remove',
    run: async ({ client }) => {
      const media = valueOf(await client.upload(photo))
      const { remove = cannot } = client
      expect(valueOf(await remove(media))).toBe(true)
      expect(await client.describe(media)).toMatchObject({ ok: false, code: 100 })
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
        [asked, '[button]', 'read', null],
        [listed, '[list]', 'read', null],
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
      // Of a reaction WhatsApp tells nothing more (HOOK-16).
      expect(fates(world)).toEqual([[id, 'reaction 👍', 'sent', null]])
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
    name: 'a customer is blocked and writes in vain, until unblocked; before they wrote they cannot be',
    needs: 'block',
    run: async ({ world, client }) => {
      const { block = cannot } = client
      expect(await block(customer, true)).toMatchObject({ ok: false, code: 139100 })
      await says(world, {})
      expect(valueOf(await block(customer, true))).toBe(1)
      await expect(says(world, {})).rejects.toThrow('blocked')
      expect(valueOf(await block(customer, false))).toBe(1)
      await says(world, {})
      expect(await heard(world, client)).toHaveLength(2)
    },
  },
  {
    name: 'a message to whom WhatsApp cannot reach fails later, with a code in the status',
    run: async ({ world, client }) => {
      const nobody = '33639980099'
      await isNotOnWhatsApp(world, nobody)
      const id = valueOf(await client.template(nobody, 'parcel_sent', 'en', ['4711']))
      await world.wait(HOUR)
      expect((await heard(world, client)).filter((one) => one.id === id)).toMatchObject([
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
