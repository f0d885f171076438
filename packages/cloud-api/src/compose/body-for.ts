import { type Address, addressOf } from '../send/address.ts'
import type { Composed } from './composed.ts'

/** A message with its recipient: a body of the messages endpoint. */
export type BodyFor = Composed & Address & { readonly messaging_product: 'whatsapp' }

/** The body that sends a message to a customer or a group, by any id (ID-8). */
export const bodyFor = (customer: string, message: Composed): BodyFor => ({
  messaging_product: 'whatsapp',
  ...addressOf(customer),
  ...message,
})
