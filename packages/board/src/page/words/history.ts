import type { Instant } from '../model/json.ts'
import type { ThreadEvent } from '../model/event.ts'
import { capitalised, contentInWords } from './content.ts'
import { idInWords, plainly } from './text.ts'

/** An event, and its outcome. */
export interface Happening {
  readonly at: Instant
  readonly by: 'customer' | 'business' | 'whatsapp'
  readonly words: string
  /** The statuses of a message of the business: `sent`, `delivered`, `failed (error 131047)`. */
  readonly trail: readonly { readonly at: Instant; readonly words: string; readonly isFailure: boolean }[]
}

/** A thread's history, the newest first: every status is shown with its message. */
export const historyOf = (events: readonly ThreadEvent[]): readonly Happening[] => {
  const statuses = statusesByMessage(events)
  const others = events.filter(({ type }) => type !== 'message-status')
  const sent = new Set(others.filter(({ type }) => type === 'business-messaged').map(({ id }) => id))
  const unseen = [...statuses].filter(([message]) => !sent.has(message))
  return [
    ...others.map((event) => happening(event, statuses.get(event.id) ?? [])),
    ...unseen.map(([, its]) => ofUnseenMessage(its)),
  ].sort((a, b) => b.at - a.at)
}

const statusesByMessage = (events: readonly ThreadEvent[]): ReadonlyMap<string, readonly ThreadEvent[]> => {
  const found = new Map<string, ThreadEvent[]>()
  for (const event of events) {
    if (event.type !== 'message-status') continue
    const message = event.message ?? ''
    const before = found.get(message)
    if (before === undefined) found.set(message, [event])
    else before.push(event)
  }
  return found
}

const happening = (event: ThreadEvent, statuses: readonly ThreadEvent[]): Happening => ({
  at: event.at,
  by: event.type === 'business-messaged' ? 'business' : 'customer',
  words: eventInWords(event),
  trail: event.type === 'business-messaged' ? trailOf(statuses) : [],
})

/** A log of webhooks contains the statuses of outgoing messages, but not the messages. */
const ofUnseenMessage = (statuses: readonly ThreadEvent[]): Happening => ({
  at: Math.min(...statuses.map(({ at }) => at)),
  by: 'business',
  words: 'The business sent a message',
  trail: trailOf(statuses),
})

const trailOf = (statuses: readonly ThreadEvent[]): Happening['trail'] =>
  [...new Map(statuses.map((one) => [one.status, one])).values()]
    .sort((a, b) => a.at - b.at)
    .map(({ at, status, errorCode }) => ({
      at,
      words: `${plainly(status ?? 'changed')}${errorCode === null ? '' : ` (error ${errorCode})`}`,
      isFailure: status === 'failed',
    }))

/** An event in words. */
export const eventInWords = (event: ThreadEvent): string => {
  switch (event.type) {
    case 'customer-messaged':
      return `${messageInWords(event.kind ?? 'message')}${throughInWords(event.entryPoint)}`
    case 'customer-called':
      return 'The customer called'
    case 'business-call-accepted':
      return 'The customer accepted our call'
    case 'business-messaged':
      return capitalised(contentInWords(event.content))
    case 'marketing-preference':
      return event.value === 'resume'
        ? 'The customer resumed marketing messages'
        : 'The customer stopped marketing messages'
    case 'customer-renamed':
      return `The customer changed from ${idInWords(event.previous ?? '')} to ${idInWords(event.current ?? '')}`
    default:
      return plainly(event.type.replaceAll('-', ' '))
  }
}

const messageInWords = (kind: string): string => {
  switch (kind) {
    case 'reaction':
      return 'The customer reacted'
    case 'reaction-removed':
      return 'The customer removed a reaction'
    case 'edit':
      return 'The customer edited a message'
    case 'revoke':
      return 'The customer deleted a message'
    case 'text':
      return 'The customer wrote'
    case 'unsupported':
      return 'The customer sent a message that WhatsApp does not deliver to businesses'
    default:
      return `The customer sent: ${plainly(kind.replaceAll('_', ' '))}`
  }
}

const throughInWords = (entryPoint: string | null): string => {
  if (entryPoint === null) return ''
  return entryPoint === 'ad' ? ', through an ad' : `, through a ${plainly(entryPoint)}`
}
