import type { Event, Instant, ListedTemplate } from '@guichet/core'
import { isThreadEvent, iso, type Story } from '../story.ts'

/** A history as people read it: its account and rulebook, one line for each event, then the order of arrival. */
export const storyInWords = (story: Story): readonly string[] => {
  const { timeZone, rulebook, amendments = [], events, arrivals } = story
  const texts = events.map((event) => JSON.stringify(event))
  const name = (event: Event): string => {
    const index = texts.indexOf(JSON.stringify(event))
    return index === -1 ? event.id : `${index + 1}`
  }
  const isInOrder =
    arrivals.length === events.length &&
    arrivals.every((event, index) => JSON.stringify(event) === texts[index])
  return [
    `from ${iso(startOf(events) ?? story.asked[0] ?? 0)}, account in ${timeZone}, rulebook ${rulebook}`,
    ...amendments.map(({ effective, changes }) => `amended from ${effective}: ${JSON.stringify(changes)}`),
    ...eventsInWords(events),
    ...(isInOrder ? [] : [`the events arrived in this order: ${arrivals.map(name).join(', ')}`]),
  ]
}

/** One numbered line for each event, with the time since the first. */
export const eventsInWords = (events: readonly Event[]): readonly string[] => {
  const start = startOf(events) ?? 0
  const isAlone = new Set(events.map(threadIn)).size === 1
  const times = events.map(({ at }) => sinceInWords(at - start))
  const width = Math.max(0, ...times.map((time) => time.length))
  return events.map((event, index) => {
    const where = isAlone ? '' : ` (${threadIn(event)})`
    return `${index + 1}. ${(times[index] ?? '').padEnd(width)}  ${eventInWords(event)}${where}`
  })
}

const startOf = (events: readonly Event[]): Instant | undefined => events[0]?.at

const threadIn = (event: Event): string =>
  isThreadEvent(event) ? `${event.phoneNumberId}/${event.customer}` : `account ${event.account ?? 'any'}`

const units = [
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
  [1, 'ms'],
] as const
const HOUR = 3_600_000

/** `+24 h`, `+24 h - 1 ms`, `+1 h 30 min`: a hair's breadth beside a full hour is told as such. */
export const sinceInWords = (milliseconds: number): string => {
  const hours = Math.round(milliseconds / HOUR)
  const rest = milliseconds - hours * HOUR
  if (hours > 0 && rest !== 0 && Math.abs(rest) < 1000)
    return `+${hours} h ${rest < 0 ? '-' : '+'} ${Math.abs(rest)} ms`
  let left = milliseconds
  const parts = units.flatMap(([size, unit]) => {
    const count = Math.floor(left / size)
    left -= count * size
    return count === 0 ? [] : [`${count} ${unit}`]
  })
  return `+${parts.length === 0 ? '0 h' : parts.join(' ')}`
}

/** What happened, in a few words. */
export const eventInWords = (event: Event): string => {
  switch (event.type) {
    case 'customer-messaged': {
      const origin = event.entryPoint === undefined ? '' : ` through ${aOr(event.entryPoint.source)}`
      return `the customer sends ${aOr(event.kind)}${origin}${alsoKnown(event.aliases)}`
    }
    case 'customer-called':
      return `the customer calls${alsoKnown(event.aliases)}`
    case 'business-call-accepted':
      return `the customer accepts a call${alsoKnown(event.aliases)}`
    case 'business-messaged': {
      const { content } = event
      const sort =
        content.kind === 'template'
          ? `the ${content.category ?? 'uncategorised'} template ${content.name} (${content.language})`
          : `a ${content.kind}${content.kind === 'service' ? ' message' : ''}`
      return `the business sends ${sort}: ${event.id}${alsoKnown(event.aliases)}`
    }
    case 'message-status':
      return `${event.message} is ${event.status}${reportInWords(event)}`
    case 'marketing-preference':
      return event.value === 'stop' ? 'the customer stops marketing' : 'the customer resumes marketing'
    case 'customer-renamed':
      return `${event.previous} becomes ${event.current}`
    case 'template-changed':
      return `the template ${event.name} (${event.language}) is ${[event.status, event.category].filter(Boolean).join(', ')}`
    case 'templates-listed':
      return event.templates.length === 0
        ? 'the account lists no template'
        : `the account lists ${event.templates.map(listedInWords).join('; ')}`
    case 'call-permission-changed':
      return `permission to call: ${event.permission}${untilInWords(event.until)}, by ${event.source}`
    case 'call-permission-requested':
      return `the business asks for permission to call, by ${event.by}: ${event.id}`
    case 'call-ended':
      return `a call of the ${event.direction === 'user' ? 'customer' : 'business'} ends, ${event.connected ? '' : 'not '}picked up`
    case 'messaging-limit-changed':
      return `the messaging limit is ${event.limit ?? 'lifted'}`
    case 'throughput-changed':
      return `${numberInWords(event)} may pass ${event.perSecond} messages a second`
    case 'account-restricted':
      return `${numberInWords(event)} is restricted: ${event.restriction}${untilInWords(event.until)}`
    case 'account-released':
      return `${numberInWords(event)} is released: ${event.restriction ?? 'all restrictions'}`
    case 'group-changed':
      return `the group ${event.group} is ${event.state}`
    case 'authentication-rate-changed':
      return `the international authentication rate begins on ${new Date(event.from).toISOString()}`
  }
}

const untilInWords = (until: Instant | undefined): string =>
  until === undefined ? '' : ` until ${new Date(until).toISOString()}`

const numberInWords = ({
  phoneNumberId,
  displayPhoneNumber,
}: {
  readonly phoneNumberId?: string
  readonly displayPhoneNumber?: string
}): string =>
  phoneNumberId === undefined && displayPhoneNumber === undefined
    ? 'the account'
    : `the number ${phoneNumberId ?? displayPhoneNumber}`

const listedInWords = ({ name, language, status, category }: ListedTemplate): string =>
  [`${name} (${language})`, status, category].filter(Boolean).join(' ')

const aOr = (noun: string): string => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`
const alsoKnown = (aliases: readonly string[] = []): string =>
  aliases.length === 0 ? '' : `, also known as ${aliases.join(', ')}`

const reportInWords = ({ pricing, conversation }: Extract<Event, { type: 'message-status' }>): string => {
  const end: Instant | undefined = conversation?.expiresAt
  const parts = [
    ...(pricing === undefined
      ? []
      : [`${pricing.model} ${pricing.category}${pricing.type === undefined ? '' : ` ${pricing.type}`}`]),
    ...(conversation === undefined ? [] : [`in a ${conversation.origin ?? ''} conversation`]),
    ...(end === undefined ? [] : [`until ${iso(end)}`]),
  ]
  return parts.length === 0 ? '' : `, Meta says ${parts.join(' ')}`
}
