import type { Instant } from '@guichet/core'
import { saysFree, type Message } from './messages.ts'
import type { Values } from './values.ts'

/** What Meta reported about a conversation. */
export interface Named {
  /** Meta's id of it, once it was told. */
  readonly id?: string
  /** Did Meta tell its end? */
  readonly hasToldEnd?: boolean
}

/** What a message's statuses say of the conversation that it is charged with. */
export interface Naming {
  readonly id: string
  readonly category: string | undefined
  readonly endsAt: Instant | undefined
}

/**
 * The conversation that Meta names, where it is one as the rules have them: by initiator, or by category. Where messages
 * are charged only what is still reported as a conversation is one; every other id is a message's own.
 */
export const namingOf = (message: Message, charged: Values['charging']['by']): Naming | null => {
  const { id, model, origin, category, expiresAt } = message.report
  if (id === undefined || saysFree(message)) return null
  if (model !== 'CBP' && !(model === undefined && charged !== 'message')) return null
  const word = (origin ?? category)?.toLowerCase().replaceAll('-', '_')
  const isByInitiator = charged === 'conversation-by-initiator'
  const fits = charged === 'message' || word === undefined || byInitiator.has(word) === isByInitiator
  return fits ? { id, category: word, endsAt: expiresAt } : null
}

const byInitiator = new Set(['user_initiated', 'business_initiated'])

/** Is this one over, because Meta names another? An end that Meta told stands, an estimate does not (POS-45). */
export const isLeft = ({ id, hasToldEnd }: Named, naming: Naming | null): boolean =>
  naming !== null && id !== undefined && id !== naming.id && hasToldEnd !== true

/** A conversation after a message in it told its name: what had none takes it, if its category is the one told. */
export const renamed = <A extends Named & { readonly category: string; readonly closesAt: Instant }>(
  conversation: A,
  { id, category, endsAt }: Naming,
): A => {
  const isOne =
    conversation.id === undefined
      ? category === undefined || category === conversation.category
      : conversation.id === id
  if (!isOne) return conversation
  return endsAt === undefined
    ? { ...conversation, id }
    : { ...conversation, id, closesAt: endsAt, hasToldEnd: true }
}
