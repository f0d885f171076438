import { E } from '../prelude.ts'
import type { View } from '../thread/view.ts'
import { limitInWords } from './limits-in-words.ts'
import type { NotKnown } from './matters.ts'
import { lastingRules } from '../rulebook/lasting-rules.ts'
import type { Instant } from '../time/instant.ts'
import { durationInWords, instantInWords } from '../time/words.ts'
import type { Forecast } from './forecast.ts'
import type { Allowed, Answer, Reason, Refusal, Remedy, TooOld } from './answer.ts'
import type { Question } from './question.ts'

/** How to word an explanation. */
export interface Wording {
  /** The zone in which instants are written; UTC unless named. */
  readonly timeZone?: string
}

/**
 * Puts any answer into a sentence or two: what, until when, why, what to do instead.
 *
 * @example
 * const { initial, ask } = engine()
 * const answer = ask(initial, { phoneNumberId: '100', customer: '1' }, { kind: 'service' }, Date.parse('2026-10-02T16:00Z'))
 * explain(answer).startsWith('Refused: a service message may not be sent') //=> true
 */
export const explain = (answer: Answer, wording: Wording = {}): string => {
  const when = (at: Instant): string => instantInWords(at, wording.timeZone ?? 'UTC')
  if (E.isRight(answer)) return explainAllowed(answer.right, when)
  return answer.left.answer === 'refused'
    ? explainRefusal(answer.left, when)
    : explainTooOld(answer.left, when)
}

type When = (at: Instant) => string

const explainAllowed = ({ message, validUntil, because, charge, notKnown }: Allowed, when: When): string => {
  const until = validUntil === null ? '' : ` until ${when(validUntil)}`
  const caveat =
    (notKnown.includes('templates')
      ? ' Nothing is known of this template, so it is taken at its word.'
      : '') + ignoranceInWords(notKnown)
  const done = message.kind === 'call' ? 'made' : 'sent'
  return `Allowed: ${messageInWords(message)} may be ${done}${until} (${[...new Set(because)].join(', ')}). ${chargeInWords(charge)}${caveat}`
}

const namesOfMatters: Readonly<Record<NotKnown, string | null>> = {
  templates: null,
  'messaging-limit': 'messaging limit',
  restrictions: 'restrictions',
  throughput: 'throughput',
  'call-permission': 'permission to call',
}

/** What else an allowed answer does without: any of it might refuse. */
export const ignoranceInWords = (notKnown: readonly NotKnown[]): string => {
  const names = notKnown.flatMap((matter) => namesOfMatters[matter] ?? [])
  return names.length === 0 ? '' : ` Not known: ${names.join(', ')}.`
}

const explainTooOld = ({ answer, earliest }: TooOld, when: When): string =>
  answer === 'no-instant'
    ? 'No answer: what was asked about is no instant between the years 1000 and 9000.'
    : `No answer: the facts before ${when(earliest)} are settled, so only later instants can be asked about.`

const explainRefusal = ({ message, reasons, remedies, notKnown }: Refusal, when: When): string => {
  const because = reasons.map((reason) => `${reasonInWords(reason, when)} (${reason.because.join(', ')})`)
  const instead = remedies.map((remedy) => remedyInWords(remedy, when))
  const advice =
    instead.length === 0
      ? 'Nothing that is known would be allowed instead.'
      : `Instead: ${instead.join('; or ')}.`
  // What else is not known could only add reasons.
  const caveat = notKnown.includes('templates') ? ' Nothing is known of this template.' : ''
  const done = message.kind === 'call' ? 'made' : 'sent'
  return `Refused: ${messageInWords(message)} may not be ${done}, because ${because.join('; and ')}. ${advice}${caveat}`
}

/**
 * The reasons of a refusal without their clauses, as the part of a sentence that follows `because`.
 *
 * @example
 * refusedBecause([{ code: 'group-suspended', group: 'g', because: ['GRP-8'] }]) //=> 'the group g is suspended'
 */
export const refusedBecause = (reasons: readonly Reason[], wording: Wording = {}): string =>
  reasons
    .map((reason) => reasonInWords(reason, (at) => instantInWords(at, wording.timeZone ?? 'UTC')))
    .join('; and ')

/** What a message costs, in a sentence. */
export const chargeInWords = (
  charge: Pick<Forecast, 'unit' | 'category' | 'type' | 'because' | 'tier'>,
): string => {
  const { unit, category, type, because, tier } = charge
  const name = category.replaceAll('_', '-')
  const what = `${/^(?:[aeio]|un)/.test(name) ? 'an' : 'a'} ${name} ${unit === 'conversation' ? 'conversation' : 'message'}`
  const cited = ` (${[...new Set(because)].join(', ')}).`
  if (category === 'calling') return `Its price goes by its length, which is not modelled${cited}`
  switch (type) {
    case 'regular':
      if (category === 'unknown') return `What it costs is not known, because its category is not${cited}`
      return tier === null || tier.used < tier.amount
        ? `It is charged as ${what}${cited}`
        : `It is charged as ${what}: the month's ${tier.amount} free ones are used up${cited}`
    case 'rides_open_conversation':
      return `It is paid with ${what} that is open${cited}`
    case 'free_tier':
      return tier === null
        ? `It opens ${what}, free as one of the first of the month${cited}`
        : `It opens ${what}, free as one of the first ${tier.amount} of the month${cited}`
    case 'free_entry_point':
      return `It is free inside the free entry point${cited}`
    case 'free_customer_service':
      return tier === null
        ? `It is free as ${what}${cited}`
        : `It is free as ${what}: ${tier.used} of the month's ${tier.amount} free ones are used${cited}`
    case 'not_charged':
      return `It is never charged${cited}`
  }
}

/**
 * A message in words: `a service message`, `the template order_update (en_US)`.
 *
 * @example
 * messageInWords({ kind: 'service' }) //=> 'a service message'
 * messageInWords({ kind: 'template', name: 'hello', language: 'en' }) //=> 'the template hello (en)'
 */
export const messageInWords = (message: Question): string => {
  switch (message.kind) {
    case 'service':
      return 'a service message'
    case 'reaction':
      return 'a reaction'
    case 'template':
      return `the template ${message.name}${message.language === undefined ? '' : ` (${message.language})`}`
    case 'call':
      return 'a call'
    case 'call-permission-request':
      return `a request for permission to call (${message.by === 'service' ? 'a service message' : 'a template'})`
  }
}

const reasonInWords = (reason: Reason, when: When): string => {
  switch (reason.code) {
    case 'service-window-closed':
      return reason.closedAt === null
        ? 'the customer service window is closed: nothing is known of this customer that opens it'
        : reason.because.includes(lastingRules.refusedInWindow.because[0])
          ? `WhatsApp refused a message at ${when(reason.closedAt)}, although the customer service window should be open`
          : `the customer service window closed at ${when(reason.closedAt)}`
    case 'template-unknown':
      return `no template ${reason.name}${reason.language === null ? '' : ` in ${reason.language}`} is registered`
    case 'template-not-approved':
    case 'template-paused':
    case 'template-disabled': {
      const since = reason.since === null ? '' : ` since ${when(reason.since)}`
      return `the template ${reason.name} (${reason.language}) is ${reason.status}${since}`
    }
    case 'marketing-stopped':
      return `the customer stopped marketing messages at ${when(reason.since)}`
    case 'customer-unknown':
      return `the customer goes by ${reason.current} since ${when(reason.since)}`
    default:
      return limitInWords(reason, when)
  }
}

const remedyInWords = (remedy: Remedy, when: When): string => {
  switch (remedy.do) {
    case 'wait-for-customer':
      return 'wait for the customer to write'
    case 'wait-until':
      return `wait until ${when(remedy.at)}`
    case 'ask-for-call-permission':
      return `ask for permission to call by ${remedy.by === 'service' ? 'a service message' : 'a template'}`
    case 'send-template':
    case 'choose-another-template': {
      const other = remedy.do === 'send-template' ? 'send' : 'choose'
      if (remedy.templates === null) {
        const except =
          remedy.except.length === 0 ? '' : ` that is not of the category ${remedy.except.join(' or ')}`
        return `${other} ${remedy.do === 'send-template' ? 'an' : 'another'} approved template${except}`
      }
      const names = remedy.templates
        .toSorted((a, b) => usefulness(a.category) - usefulness(b.category))
        .slice(0, 3)
        .map(({ name, language }) => `${name} (${language})`)
      const more = remedy.templates.length - names.length + remedy.more
      return `${other} the template ${names.join(' or ')}${more > 0 ? ` or one of ${more} more` : ''}`
    }
  }
}

/** What most likely says what a refused message would have said comes first; of one category, by name. */
const usefulness = (category: string | undefined): number =>
  ['utility', undefined, 'marketing', 'authentication'].indexOf(category)

/**
 * Puts a view into a sentence: what may be sent now, and until when.
 *
 * @example
 * const { initial, evolve, view } = engine()
 * const thread = { phoneNumberId: '100', customer: '15550100001' }
 * const hello = { type: 'customer-messaged', id: 'wamid.1', at: Date.parse('2026-10-02T16:00Z'), kind: 'text', ...thread } as const
 * const seen = view(evolve(initial, hello), thread, Date.parse('2026-10-03T15:59:59.999Z'))
 * if (isRight(seen)) explainView(seen.right).startsWith('Open: anything may be sent until Sat 3 Oct 2026 16:00 UTC') //=> true
 */
export const explainView = (view: View, wording: Wording = {}): string => {
  const when = (at: Instant): string => instantInWords(at, wording.timeZone ?? 'UTC')
  const { phase, serviceWindow, conversation, at } = view
  const phrase =
    serviceWindow !== null
      ? `Open: anything may be sent until ${when(serviceWindow.closesAt)}, for another ${durationInWords(serviceWindow.closesAt - at)}.`
      : phase === 'awaiting-customer'
        ? 'Awaiting the customer: a template went out, and only templates may follow until the customer writes.'
        : 'Closed: only templates may be sent.'
  if (conversation === null) return `${phrase} No conversation is open.`
  const initiator = conversation.initiatedBy === 'user' ? 'user-initiated' : 'business-initiated'
  const pending = conversation.startedAt === null ? ', pending the first response,' : ''
  return `${phrase} A ${initiator} conversation${pending} is open until ${when(conversation.closesAt)}.`
}
