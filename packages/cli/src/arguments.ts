import { InvalidArgumentError } from 'commander'
import {
  customerId,
  isLeft,
  parseInstant,
  reasonsInWords,
  type Instant,
  type MessageQuestion,
  type ThreadKey,
} from '@guichet/core'
import { rulebookChoice, type RulebookChoice } from './rulebook-choice.ts'

/** Readers of arguments: each gives the value, or says how to write it. */
export const instant = (text: string): Instant => {
  const at = parseInstant(text)
  if (isLeft(at))
    throw new InvalidArgumentError(`${reasonsInWords(at.left)}; write it like 2026-10-02T09:00:00Z`)
  return at.right
}

export const threadKey = (text: string): ThreadKey => {
  const slash = text.indexOf('/')
  const [phoneNumberId, customer] = [text.slice(0, slash), text.slice(slash + 1)]
  if (slash < 1 || customer === '') throw new InvalidArgumentError('write it as PHONE_NUMBER_ID/CUSTOMER')
  return { phoneNumberId, customer: customerId(customer) }
}

const categories: readonly string[] = ['marketing', 'utility', 'authentication']

/** Messages to ask about; the option may be given several times. */
export const question = (
  text: string,
  before: readonly MessageQuestion[] | undefined,
): readonly MessageQuestion[] => [...(before ?? []), oneQuestion(text)]

const oneQuestion = (text: string): MessageQuestion => {
  if (text === 'service' || text === 'reaction') return { kind: text }
  const [kind, name, language, category] = text.split(':')
  if (kind !== 'template' || name === undefined || name === '')
    throw new InvalidArgumentError('write service, reaction, or template:NAME[:LANGUAGE[:CATEGORY]]')
  if (category !== undefined && !categories.includes(category.toLowerCase()))
    throw new InvalidArgumentError(`${category} is not one of ${categories.join(', ')}`)
  return {
    kind: 'template',
    name,
    ...(language === undefined || language === '' ? {} : { language }),
    ...(category === undefined || category === '' ? {} : { category: category.toLowerCase() }),
  }
}

/** A number of messages. */
export const count = (text: string): number => {
  const many = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (many < 1 || many > 100) throw new InvalidArgumentError('write a whole number from 1 to 100')
  return many
}

/** `2025-07-01,2026-10-01,hypothesis.json`. */
export const rulebookChoices = (text: string): readonly RulebookChoice[] => {
  const names = [...new Set(text.split(',').map((name) => name.trim()))]
  try {
    return names.map(rulebookChoice)
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error))
  }
}
