import type { Whole } from '../event/whole.ts'
import type { Fate, Message, Share } from './message.ts'

/** Does nothing differ between them that a rule reads? When it was read, why it failed and that it was held change nothing. */
export const saysTheSame = (one: Compared, other: Compared): boolean =>
  one.sentAt === other.sentAt &&
  isTheSameFate(one, other) &&
  one.isEndIgnored === other.isEndIgnored &&
  hasTheSameFields(one.content, other.content) &&
  hasTheSameFields(one.reportedConversation, other.reportedConversation) &&
  areTheSameShares(one.shares ?? [], other.shares ?? [])

/** A message whose fields are those that are compared, and these. */
type Compared = Whole<
  Message,
  keyof Fate | 'sentAt' | 'isEndIgnored' | 'content' | 'reportedConversation' | 'shares' | 'id' | 'isHeld'
>

const isTheSameFate = (one: ComparedFate, other: ComparedFate): boolean =>
  one.deliveredAt === other.deliveredAt &&
  one.failedAt === other.failedAt &&
  one.isDeliveryInferred === other.isDeliveryInferred &&
  one.isPricingContradicted === other.isPricingContradicted &&
  hasTheSameFields(one.pricing, other.pricing)

type ComparedFate = Whole<
  Fate,
  | 'deliveredAt'
  | 'failedAt'
  | 'isDeliveryInferred'
  | 'isPricingContradicted'
  | 'pricing'
  | 'readAt'
  | 'errorCode'
>

const areTheSameShares = (these: readonly ComparedShare[], those: readonly ComparedShare[]): boolean =>
  these.length === those.length &&
  these.every((share, index) => {
    const other = those[index]
    return other?.participant === share.participant && isTheSameFate(share, other)
  })

type ComparedShare = Whole<Share, keyof Fate | 'participant'>

const hasTheSameFields = (one: object | null, other: object | null): boolean => {
  if (one === other) return true
  if (one === null || other === null) return false
  const fields = new Map<string, unknown>(Object.entries(one))
  const others = Object.entries(other)
  return fields.size === others.length && others.every(([name, value]) => fields.get(name) === value)
}
