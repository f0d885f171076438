import { isInboundType } from '../happenings/inbound.ts'
import { compact, textIn, type Json } from '../json.ts'
import { plainActions, type CustomerAction } from './action.ts'

/** The actions of a customer. */
export const customerActions: readonly string[] = [
  'say',
  'click-ad',
  'react',
  'call',
  'change-number',
  'take-over-number',
  'permit-calls',
  ...plainActions,
]

/** Reads an action of a customer; a text is the error. */
export const readAction = (customer: string, what: string, fields: Json): CustomerAction | string => {
  const phoneNumberId = textIn(fields['phoneNumberId'])
  const who = phoneNumberId === undefined ? { customer } : { customer, phoneNumberId }
  const text = textIn(fields['text'])
  const spoken = text === undefined ? {} : { text }
  const plain = plainActions.find((action) => action === what)
  if (plain !== undefined) return { do: plain, ...who }
  switch (what) {
    case 'say': {
      const { type = 'text', through } = fields
      if (!isInboundType(type)) return 'type must be one that a customer can send'
      if (through !== undefined && through !== 'ad' && through !== 'post') return 'through must be ad or post'
      return { do: 'say', ...who, type, ...spoken, ...(through === undefined ? {} : { through }) }
    }
    case 'click-ad':
      return { do: 'click-ad', ...who, ...spoken }
    case 'react':
      return { do: 'react', ...who, ...reactionIn(fields) }
    case 'call': {
      const seconds = Number(fields['seconds'] ?? 30)
      return seconds >= 0 && seconds <= 86_400
        ? { do: 'call', ...who, seconds: Math.floor(seconds) }
        : 'seconds must be a number from 0 to 86400'
    }
    case 'change-number': {
      const phone = textIn(fields['phone'])
      return { do: 'change-number', ...who, ...(phone === undefined ? {} : { phone }) }
    }
    case 'permit-calls': {
      const { permission = 'temporary' } = fields
      return permission === 'temporary' || permission === 'permanent' || permission === 'none'
        ? { do: 'permit-calls', ...who, permission }
        : 'permission must be temporary, permanent or none'
    }
    case 'take-over-number': {
      const name = textIn(fields['name'])
      return { do: 'take-over-number', ...who, ...(name === undefined ? {} : { name }) }
    }
    default:
      return `unknown action; a customer can ${customerActions.join(', ')}`
  }
}

const reactionIn = ({ message, emoji }: Json): { message?: string; emoji?: string | null } =>
  compact({ message: textIn(message), emoji: emoji === null ? null : textIn(emoji) })
