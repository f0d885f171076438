import type { Question } from '../ask/question.ts'
import { isEventType } from '../event/codec.ts'
import {
  isAccountType,
  isThreadEvent,
  type AccountEvent,
  type Event,
  type TemplateChanged,
  type TemplatesListed,
} from '../event/event.ts'
import type { Each } from '../event/whole.ts'
import { show, type Problem } from '../problem.ts'
import type { Settings } from '../settings.ts'
import type { ThreadKey } from '../state/identity.ts'
import type { Instant } from '../time/instant.ts'
import { misuse } from './misuse.ts'
import { unknownKeys } from '../unknown-keys.ts'

/**
 * The door for callers without types. Each check is a few comparisons, so that it may stand on every call; the
 * words are found only where something is wrong. All throw a `Misuse`.
 */

/** Settings that `settings` made, out of their Either. */
export const expectSettings = (given: Settings): void => {
  const value: unknown = given
  if (typeof value !== 'object' || value === null)
    misuse('engine', [{ path: '$', reason: `settings must be an object, not ${show(value)}` }])
  if ('left' in value)
    misuse('engine', [{ path: '$', reason: 'these settings were refused; the left side says why' }])
  if ('right' in value)
    misuse('engine', [
      {
        path: '$',
        reason: 'these settings are still inside their Either; check isRight(chosen) and pass chosen.right',
      },
    ])
  const missing = settingsParts.filter((part) => !(part in value))
  if (missing.length > 0)
    misuse('engine', [{ path: '$', reason: `no ${missing.join(', ')} in it; make it with settings({ … })` }])
}

const settingsParts = Object.keys({
  timeZone: true,
  rulebook: true,
  horizon: true,
  overrides: true,
  exemptOrganisation: true,
  amendments: true,
  portfolio: true,
  phoneNumbers: true,
  positions: true,
} satisfies Each<Settings, true>)

/** An event with the parts that everything is found by. */
export const expectEvent = (event: Event): void => {
  if (
    typeof event === 'object' &&
    event !== null &&
    typeof event.id === 'string' &&
    typeof event.at === 'number' &&
    isEventType(event.type) &&
    (isThreadEvent(event)
      ? typeof event.phoneNumberId === 'string' && typeof event.customer === 'string'
      : isAddressed(event))
  )
    return
  misuse('absorb', problemsOfEvent(event))
}

const keysOfTemplateEvents = Object.keys({
  type: true,
  id: true,
  at: true,
  account: true,
  name: true,
  language: true,
  status: true,
  category: true,
  templates: true,
} satisfies Each<TemplateChanged, true> & Each<TemplatesListed, true>)

/** Does it name the account or the phone number that it is about? */
const isAddressed = (event: AccountEvent): boolean => {
  switch (event.type) {
    case 'template-changed':
      return (
        typeof event.account === 'string' || (event.account === undefined && strayKeys(event).length === 0)
      )
    case 'throughput-changed':
      return typeof event.phoneNumberId === 'string' || typeof event.displayPhoneNumber === 'string'
    case 'group-changed':
      return typeof event.phoneNumberId === 'string'
    default:
      return typeof event.account === 'string'
  }
}

/** An event without an account speaks for all accounts; so no other key may have been meant to name one. */
const strayKeys = (event: object): readonly Problem[] => unknownKeys(event, keysOfTemplateEvents, 'key')

const problemsOfEvent = (event: unknown): readonly Problem[] => {
  if (typeof event !== 'object' || event === null)
    return [{ path: '$', reason: `an event must be an object, not ${show(event)}` }]
  if ('entry' in event)
    return [
      { path: '$', reason: 'this is a webhook body; readWebhook of @guichet/cloud-api gives its events' },
    ]
  const { type, id, at, phoneNumberId, customer, account }: Parts = { ...event }
  if (!isEventType(type)) return [{ path: '$.type', reason: `unknown event type: ${show(type)}` }]
  const { displayPhoneNumber }: Parts = { ...event }
  return [
    ...notText('id', id),
    ...(typeof at === 'number' ? [] : [notInstant('$.at', at)]),
    ...(type === 'template-changed' || type === 'templates-listed'
      ? [
          ...(account === undefined && type === 'template-changed' ? [] : notText('account', account)),
          ...strayKeys(event),
        ]
      : type === 'throughput-changed'
        ? notText('phoneNumberId', phoneNumberId ?? displayPhoneNumber)
        : type === 'group-changed'
          ? notText('phoneNumberId', phoneNumberId)
          : isAccountType(type)
            ? notText('account', account)
            : [...notText('phoneNumberId', phoneNumberId), ...notText('customer', customer)]),
  ]
}

/** A phone number and a customer. */
export const expectKey = (call: string, key: ThreadKey): void => {
  if (
    typeof key === 'object' &&
    key !== null &&
    typeof key.phoneNumberId === 'string' &&
    typeof key.customer === 'string'
  )
    return
  const given: unknown = key
  if (typeof given !== 'object' || given === null)
    misuse(call, [
      { path: '$', reason: `a thread is named by { phoneNumberId, customer }, not by ${show(given)}` },
    ])
  const { phoneNumberId, customer }: Parts = { ...given }
  misuse(call, [
    ...notText('phoneNumberId', phoneNumberId),
    ...notText('customer', customer),
    ...unknownKeys(given, ['phoneNumberId', 'customer'], 'key'),
  ])
}

/** A number: epoch milliseconds. */
export const expectInstant = (call: string, at: Instant, path = '$.at'): void => {
  if (typeof at !== 'number') misuse(call, [notInstant(path, at)])
}

/** A kind that can be asked about, and a template's name. */
export const expectQuestion = (question: Question, call = 'ask'): void => {
  const kind: unknown = question?.kind
  if (kind === 'service' || kind === 'reaction') return
  if (kind === 'call' || (kind === 'call-permission-request' && 'by' in question && isForm(question.by)))
    return
  if (kind === 'template' && 'name' in question && typeof question.name === 'string') return
  misuse(call, [
    kind === 'template'
      ? { path: '$.name', reason: 'a template is named by its name' }
      : kind === 'call-permission-request'
        ? { path: '$.by', reason: 'a request goes by service or by template' }
        : {
            path: '$.kind',
            reason: `must be service, reaction, template, call or call-permission-request, not ${show(kind)}; a text, picture or button is service`,
          },
  ])
}

/** A question, and the instant that it is about. */
export const expectAsked = (question: Question, at: Instant): void => {
  expectQuestion(question)
  expectInstant('ask', at)
}

const isForm = (by: unknown): boolean => by === 'service' || by === 'template'

type Parts = Readonly<Record<string, unknown>>

const notText = (key: string, value: unknown): readonly Problem[] => {
  if (typeof value === 'string') return []
  const reason = value === undefined ? 'is missing' : `must be a text, not ${show(value)}`
  return [{ path: `$.${key}`, reason }]
}

const notInstant = (path: string, value: unknown): Problem => ({
  path,
  reason: `must be epoch milliseconds, not ${value instanceof Date ? 'a Date; use getTime()' : show(value)}`,
})
