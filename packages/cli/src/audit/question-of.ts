import { isWindowRefusal, type JudgedMessage, type Question } from '@guichet/core'

/** A message that WhatsApp failed, as far as the log shows it. */
export interface Sent {
  readonly message: Pick<JudgedMessage, 'content' | 'errorCode'>
  /** How it asked the customer for permission to call; `null` where it did not. */
  readonly asksToCall: 'service' | 'template' | null
  /** What it was by the log of what was sent; `null` where that says no more than the events. */
  readonly told: Question | null
}

/** The question that would have come just before. */
export interface QuestionBefore {
  readonly question: Question
  /** Does the log show what it was? A template without a name may be any of those that exist. */
  readonly isNamed: boolean
}

/** WhatsApp withholds nothing but marketing with these (LIM-12, LIM-14, LIM-26, LIM-41). */
const marketingCodes: ReadonlySet<number | null> = new Set([130472, 131049, 131050, 131063])

/** No template has such a name. */
const unnamed = '?'

/**
 * What would have been asked before a message was sent. Where the log does not show what the message was, it is taken
 * for what is refused least: a template, unless WhatsApp says that it needed the window.
 */
export const questionOf = ({ message, asksToCall, told }: Sent): QuestionBefore => {
  const { content, errorCode } = message
  if (told !== null) return named(told)
  if (asksToCall !== null) return named({ kind: 'call-permission-request', by: asksToCall })
  if (content === null)
    return isWindowRefusal(errorCode)
      ? named({ kind: 'service' })
      : anyTemplate(marketingCodes.has(errorCode) ? 'marketing' : undefined)
  if (content.kind !== 'template') return named(content)
  const { name, language, category } = content
  if (name === undefined) return anyTemplate(category)
  return named({
    kind: 'template',
    name,
    ...(language === undefined ? {} : { language }),
    ...(category === undefined ? {} : { category }),
  })
}

const named = (question: Question): QuestionBefore => ({ question, isNamed: true })

const anyTemplate = (category: string | undefined): QuestionBefore => ({
  question: { kind: 'template', name: unnamed, ...(category === undefined ? {} : { category }) },
  isNamed: false,
})
