import type { Event } from '@guichet/core'
import type { EventJson } from '../protocol.ts'
import { accountChecks } from './account-events.ts'

/** Reads an event off the wire; `null` for what is none. As strict as the rules need, and no more. */
export const readEvent = (json: EventJson): Event | null => {
  const expiresAt = isObject(json['conversation']) ? json['conversation']['expiresAt'] : undefined
  const event = {
    ...json,
    at: instantOf(json.at),
    ...(json['until'] === undefined ? {} : { until: instantOf(json['until']) }),
    ...(json['from'] === undefined ? {} : { from: instantOf(json['from']) }),
    ...(expiresAt === undefined
      ? {}
      : { conversation: { ...toObject(json['conversation']), expiresAt: instantOf(expiresAt) } }),
  }
  return isEvent(event) ? event : null
}

/** An instant written as ISO 8601; `NaN` for anything else. */
export const instantOf = (text: unknown): number =>
  typeof text === 'string' && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const toObject = (value: unknown): Fields => (isObject(value) ? value : {})
const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
const isTextOrMissing = (value: unknown): boolean => value === undefined || isText(value)
const isTrue = (): boolean => true

const isEvent = (value: Fields & { readonly at: number }): value is Event & Fields => {
  const type = String(value['type'])
  if (Number.isNaN(value.at) || !isText(value['id'])) return false
  const isOfAccount = accountChecks.get(type)
  if (isOfAccount !== undefined) return isTextOrMissing(value['account']) && isOfAccount(value)
  if (!isText(value['phoneNumberId']) || !isText(value['customer'])) return false
  if (!isTextOrMissing(value['account'])) return false
  const aliases = value['aliases'] ?? []
  if (!Array.isArray(aliases) || !aliases.every(isText)) return false
  return threadChecks.get(type)?.(value) === true
}

const statuses: ReadonlySet<unknown> = new Set(['sent', 'delivered', 'read', 'played', 'failed'])

const isContent = (value: unknown): boolean =>
  isObject(value) &&
  (value['kind'] === 'service' ||
    value['kind'] === 'reaction' ||
    (value['kind'] === 'template' &&
      isText(value['name']) &&
      isText(value['language']) &&
      isTextOrMissing(value['category'])))

const permissions: ReadonlySet<unknown> = new Set(['temporary', 'permanent', 'none'])
const permissionSources: ReadonlySet<unknown> = new Set(['customer', 'profile', 'automatic'])

/** What each type of event of a thread has of its own. */
const threadChecks: ReadonlyMap<string, (event: Fields) => boolean> = new Map([
  ['customer-messaged', ({ kind, entryPoint = {} }) => isText(kind) && isObject(entryPoint)],
  ['customer-called', isTrue],
  ['business-call-accepted', isTrue],
  ['business-messaged', ({ content }) => isContent(content)],
  ['message-status', isStatus],
  ['marketing-preference', ({ value }) => value === 'stop' || value === 'resume'],
  ['customer-renamed', ({ previous, current }) => isText(previous) && isText(current)],
  [
    'call-permission-changed',
    ({ permission, until, source }) =>
      permissions.has(permission) &&
      permissionSources.has(source) &&
      (until === undefined || Number.isFinite(until)),
  ],
  ['call-permission-requested', ({ by }) => by === 'service' || by === 'template'],
  [
    'call-ended',
    ({ direction, connected }) =>
      (direction === 'user' || direction === 'business') && typeof connected === 'boolean',
  ],
])

function isStatus({ message, participant, status, pricing, conversation }: Fields): boolean {
  const { model, category } = toObject(pricing)
  const { id, expiresAt } = toObject(conversation)
  return (
    isText(message) &&
    isTextOrMissing(participant) &&
    statuses.has(status) &&
    (pricing === undefined || (typeof model === 'string' && isText(category))) &&
    (conversation === undefined || (isText(id) && !Number.isNaN(expiresAt)))
  )
}
