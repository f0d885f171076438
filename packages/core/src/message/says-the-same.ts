import type { Message } from './message.ts'

/** Does nothing differ between them that a rule reads? When it was read, and why it failed, changes nothing. */
export const saysTheSame = (one: Message, other: Message): boolean =>
  one.sentAt === other.sentAt &&
  one.deliveredAt === other.deliveredAt &&
  one.failedAt === other.failedAt &&
  one.isPricingContradicted === other.isPricingContradicted &&
  one.isEndIgnored === other.isEndIgnored &&
  hasTheSameFields(one.content, other.content) &&
  hasTheSameFields(one.pricing, other.pricing) &&
  hasTheSameFields(one.reportedConversation, other.reportedConversation)

const hasTheSameFields = (one: object | null, other: object | null): boolean => {
  if (one === other) return true
  if (one === null || other === null) return false
  const fields = new Map<string, unknown>(Object.entries(one))
  const others = Object.entries(other)
  return fields.size === others.length && others.every(([name, value]) => fields.get(name) === value)
}
