import { addressOf } from '@guichet/cloud-api'
import type { Order } from './orders.ts'

/** An order as the gateway takes it. */
export interface OrderRequest {
  readonly path: string
  readonly body: string
}

/** The same request, byte for byte, however often it is asked. */
export const requestOf = (order: Order): OrderRequest =>
  order.api === 'standard' ? standard(order) : connection(order)

const standard = ({ phoneNumberId, to, isText, template, key }: Order): OrderRequest => ({
  path: '/messages',
  body: JSON.stringify({
    phoneNumberId,
    to,
    ...(isText ? { text: textOf(key) } : {}),
    ...(template === null
      ? {}
      : { template: { name: template, language: 'en', components: componentsOf(key) } }),
  }),
})

const connection = ({ phoneNumberId, to, isText, asksToCall, template, key }: Order): OrderRequest => ({
  path: `/v24.0/${phoneNumberId}/messages`,
  body: JSON.stringify({
    messaging_product: 'whatsapp',
    ...addressOf(to),
    ...(asksToCall
      ? callRequest(key)
      : isText
        ? { type: 'text', text: { body: textOf(key) } }
        : {
            type: 'template',
            template: { name: template, language: { code: 'en' }, components: componentsOf(key) },
          }),
  }),
})

const callRequest = (key: string): object => ({
  type: 'interactive',
  interactive: {
    type: 'call_permission_request',
    action: { name: 'call_permission_request' },
    body: { text: textOf(key) },
  },
})

const textOf = (key: string): string => `About ${key}: it is ready.`

const componentsOf = (key: string): readonly object[] => [
  { type: 'body', parameters: [{ type: 'text', text: key }] },
]

/** The key of the order that a message's text speaks of; `null` where it speaks of none. */
export const keyIn = (body: string): string | null => /order-\d+/.exec(body)?.[0] ?? null
