import {
  isWindowRefusal,
  messageInWords,
  type Engine,
  type Instant,
  type JudgedMessage,
  type Share,
  type ThreadEvent,
} from '@guichet/core'
import { opensServiceWindow } from '@guichet/core/store'
import { durationInWords } from '@guichet/core/time'
import type { Clock } from './clock.ts'
import type { MarkKind } from './shapes.ts'
import { clean } from './words.ts'

/** Something that happened at an instant. */
export interface Mark {
  readonly at: Instant
  readonly kind: MarkKind
  /** What, when, which and why; put into words only for what is drawn. */
  readonly sentence: () => string
}

/** The marks of the customer's lane. */
export const customerMarks = (
  events: readonly ThreadEvent[],
  engine: Engine,
  clock: Clock,
): readonly Mark[] =>
  events.flatMap((event) => {
    const kind = customerKind(event, engine)
    return kind === null
      ? []
      : [{ at: event.at, kind, sentence: () => customerSentence(event, engine, clock) }]
  })

const customerKind = (event: ThreadEvent, engine: Engine): MarkKind | null => {
  const { opens } = opensServiceWindow(event, engine.rulesAt(event.at))
  switch (event.type) {
    case 'customer-messaged':
      if (event.kind === 'reaction' || event.kind === 'reaction-removed')
        return opens ? 'loud-reaction' : 'quiet-reaction'
      if (event.entryPoint !== undefined) return 'arrival'
      return opens ? 'opener' : 'quiet-message'
    case 'customer-called':
    case 'business-call-accepted':
      return opens ? 'call' : 'quiet-call'
    case 'marketing-preference':
      return 'preference'
    case 'customer-renamed':
      return 'renamed'
    case 'call-permission-changed':
      return opens ? 'call' : 'quiet-call'
    case 'call-ended':
      // The call itself has a mark, where it was the customer's or the customer accepted it.
      return event.direction === 'business' && !event.connected ? 'quiet-call' : null
    case 'business-messaged':
    case 'message-status':
    case 'call-permission-requested':
      return null
  }
}

const customerSentence = (event: ThreadEvent, engine: Engine, clock: Clock): string => {
  const { opens, because } = opensServiceWindow(event, engine.rulesAt(event.at))
  const effect = opens ? 'opens the customer service window' : 'opens nothing'
  return `${whatHappened(event)} on ${clock.words(event.at)}, id ${clean(event.id)}: ${effect} (${because.join(', ')}).`
}

const whatHappened = (event: ThreadEvent): string => {
  switch (event.type) {
    case 'customer-messaged': {
      const from = event.entryPoint === undefined ? '' : ` through ${withArticle(event.entryPoint.source)}`
      return `Customer message (${clean(event.kind, 40)})${from}`
    }
    case 'customer-called':
      return 'Call of the customer'
    case 'business-call-accepted':
      return 'Call of the business, accepted by the customer'
    case 'marketing-preference':
      return event.value === 'stop' ? 'Marketing messages stopped' : 'Marketing messages resumed'
    case 'customer-renamed':
      return `Customer renamed from ${clean(event.previous)} to ${clean(event.current)}`
    case 'call-permission-changed':
      return `Permission to call: ${event.permission}`
    case 'call-ended':
      return 'Call of the business, not picked up'
    case 'business-messaged':
    case 'message-status':
    case 'call-permission-requested':
      return 'Message of the business'
  }
}

const withArticle = (source: 'ad' | 'post' | 'page'): string => (source === 'ad' ? 'an ad' : `a ${source}`)

/** The marks of the business's lane. */
export const businessMarks = (messages: readonly JudgedMessage[], clock: Clock): readonly Mark[] =>
  messages.map((message) => ({
    at: message.sentAt,
    kind: businessKind(message),
    sentence: () => businessSentence(message, clock),
  }))

const businessKind = ({ content, failedAt, errorCode, insideWindow }: JudgedMessage): MarkKind => {
  const kind = content?.kind ?? 'unknown'
  // Only free-form messages need the window, and only what is known can be said to lack it.
  if (failedAt === null) return insideWindow || content === null || kind === 'template' ? kind : 'outside'
  if (!isWindowRefusal(errorCode)) return `failed-${kind}`
  return insideWindow ? 'refused-inside' : 'refused'
}

const businessSentence = (message: JudgedMessage, clock: Clock): string => {
  const what = capitalized(contentInWords(message))
  const head = `${what}, sent on ${clock.words(message.sentAt)}, id ${clean(message.id)}`
  if (message.failedAt === null) return `${head}: ${belonging(message, clock)}${fate(message, clock)}.`
  const code = message.errorCode === null ? '' : ` with error ${message.errorCode}`
  if (!isWindowRefusal(message.errorCode))
    return `${head}: failed${code} on ${clock.words(message.failedAt)}, so it counts for nothing (G2).`
  return `${head}: refused${code}, ${whyRefused(message)} (CSW-3).`
}

const contentInWords = ({ content }: JudgedMessage): string => {
  if (content === null) return 'a message of unknown content'
  if (content.kind !== 'template') return messageInWords(content)
  const { name, language, category } = content
  const about = [language, category].filter((word) => word !== undefined).map((word) => clean(word, 40))
  return `the template${name === undefined ? '' : ` ${clean(name)}`}${about.length === 0 ? '' : ` (${about.join(', ')})`}`
}

const belonging = ({ conversation, insideWindow }: JudgedMessage, clock: Clock): string => {
  const where = insideWindow ? 'inside' : 'outside'
  if (conversation === null) return `${where} the customer service window, in no conversation`
  const since = clock.words(conversation.openedAt)
  return `${where} the customer service window, in the ${conversation.initiatedBy}-initiated conversation of ${since}`
}

const fate = ({ deliveredAt, readAt, shares }: JudgedMessage, clock: Clock): string => {
  const first = shares === undefined ? '' : 'first '
  const delivered = deliveredAt === null ? '' : `, ${first}delivered on ${clock.words(deliveredAt)}`
  const read = readAt === null ? '' : `, ${first}read on ${clock.words(readAt)}`
  return `${delivered}${read}${shares === undefined ? '' : sharesInWords(shares)}`
}

/** Each member of a group counts by itself (GRP-5, POS-48). */
const sharesInWords = (shares: readonly Share[]): string => {
  const failed = shares.filter(({ failedAt }) => failedAt !== null).length
  const reached = shares.filter(
    ({ deliveredAt, failedAt }) => deliveredAt !== null && failedAt === null,
  ).length
  const failures = failed === 0 ? '' : `, failed for ${failed}`
  return `, delivered to ${reached} of the ${shares.length} members of the group with a status${failures}`
}

const whyRefused = ({ opener, insideWindow, sentAt }: JudgedMessage): string => {
  if (opener === null) return 'because no message of the customer had come'
  const before = `${durationInWords(sentAt - opener)} after the customer's latest opening message`
  return insideWindow ? `although it was sent only ${before}` : `because it was sent ${before}`
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
