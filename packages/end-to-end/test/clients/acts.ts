import type { Action, WebhookRequest } from '@guichet/emulator'
import { customer, type WhatsAppWorld } from '../support/whatsapp-world.ts'
import type { Client, Heard, Told } from './client.ts'

/** Stands for what the SDK cannot do; no scenario that needs it is run. */
export const cannot = (): never => {
  throw new Error('the SDK was said to do this')
}

/** A small file. */
export const photo: Blob = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 255, 254])], {
  type: 'image/png',
})

/** Somebody does something in the emulated world; gives the id of what came of it. */
export const does = async ({ whatsapp }: WhatsAppWorld, action: Action): Promise<string> => {
  const done = whatsapp.perform(action)
  if (!done.ok) throw new Error(done.reason)
  await whatsapp.settle()
  return done.id
}

/** Makes a customer whom nobody reaches. */
export const isNotOnWhatsApp = async ({ whatsappUrl }: WhatsAppWorld, phone: string): Promise<void> => {
  const body = JSON.stringify({ phone, isOnWhatsApp: false })
  const { ok } = await fetch(`${whatsappUrl}/_control/customers`, { method: 'POST', body })
  if (!ok) throw new Error('the emulator did not do it')
}

/** The customer writes; gives the message’s id. */
export const says = (
  world: WhatsAppWorld,
  saying: Omit<Extract<Action, { do: 'say' }>, 'do' | 'customer'>,
): Promise<string> => does(world, { do: 'say', customer, ...saying })

/** The answer, which must not be a refusal. */
export const valueOf = <Value>(told: Told<Value>): Value => {
  if (!told.ok) throw new Error(`refused with ${told.code}: ${told.details}`)
  return told.value
}

/** What became of every message of the business: id, what it was, fate and the code of a failure. */
export const fates = ({ whatsapp }: WhatsAppWorld): readonly unknown[] =>
  whatsapp
    .truth()
    .messages.map(({ message, summary, fate, errorCode }) => [message, summary, fate, errorCode])

/** The webhooks of the field that is about messages; SDKs read no other. */
export const messageWebhooks = ({ webhooks }: WhatsAppWorld): readonly WebhookRequest[] =>
  webhooks.filter(({ body }) => body.includes('"field":"messages"'))

/** What the SDK’s reader makes of all webhooks so far. */
export const heard = async (world: WhatsAppWorld, client: Client): Promise<readonly Heard[]> => {
  const all: Heard[] = []
  for (const webhook of messageWebhooks(world)) all.push(...(await client.hear(webhook)))
  return all
}

/** The statuses of a message, in the order in which they came. */
export const statusesOf = (id: string, all: readonly Heard[]): readonly string[] =>
  all.flatMap((one) => (one.is === 'status' && one.id === id ? [one.status] : []))
