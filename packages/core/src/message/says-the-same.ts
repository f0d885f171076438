import type { Whole } from '../event/whole.ts'
import type { Message } from './message.ts'

/** Does nothing differ between them that a rule reads? When it was read, and why it failed, changes nothing. */
export const saysTheSame = (one: Compared, other: Compared): boolean =>
  one.sentAt === other.sentAt &&
  one.deliveredAt === other.deliveredAt &&
  one.failedAt === other.failedAt &&
  one.isDeliveryInferred === other.isDeliveryInferred &&
  one.isPricingContradicted === other.isPricingContradicted &&
  one.isEndIgnored === other.isEndIgnored &&
  hasTheSameFields(one.content, other.content) &&
  hasTheSameFields(one.pricing, other.pricing) &&
  hasTheSameFields(one.reportedConversation, other.reportedConversation)

/** A message whose fields are those that are compared, and these. */
type Compared = Whole<Message, Read | 'id' | 'readAt' | 'errorCode'>
type Read =
  | 'sentAt'
  | 'deliveredAt'
  | 'isDeliveryInferred'
  | 'failedAt'
  | 'isPricingContradicted'
  | 'isEndIgnored'
  | 'content'
  | 'pricing'
  | 'reportedConversation'

const hasTheSameFields = (one: object | null, other: object | null): boolean => {
  if (one === other) return true
  if (one === null || other === null) return false
  const fields = new Map<string, unknown>(Object.entries(one))
  const others = Object.entries(other)
  return fields.size === others.length && others.every(([name, value]) => fields.get(name) === value)
}
