import {
  DAY,
  writeState,
  defaultSettings,
  engine,
  type Content,
  type Event,
  type State,
} from '../../src/index.ts'
import { writeThread, emptyState, threadOf } from '../../src/store.ts'
import { key, origin } from '../support/names.ts'

/** A value with a part of it replaced; the path is one of keys and indices. */
const replaced = (value: unknown, [first, ...rest]: readonly (string | number)[], by: unknown): unknown => {
  if (first === undefined) return by
  if (Array.isArray(value))
    return value.map((part, index) => (index === first ? replaced(part, rest, by) : part))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries({ [first]: undefined, ...value }).map(([name, part]) => [
      name,
      name === String(first) ? replaced(part, rest, by) : part,
    ]),
  )
}

/** All paths to parts of a value, lists told by their first item. */
const pathsIn = (value: unknown): readonly (readonly (string | number)[])[] => {
  if (Array.isArray(value))
    return value.slice(0, 1).flatMap((part) => [[0], ...pathsIn(part).map((path) => [0, ...path])])
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => [
    [name],
    ...pathsIn(part).map((path) => [name, ...path]),
  ])
}

/** The value once for each of its parts and each thing that may stand there by mistake. */
export const malformed = (
  value: unknown,
  mistakes: readonly unknown[],
): readonly (readonly [string, unknown])[] =>
  pathsIn(value).flatMap((path) =>
    mistakes.map(
      (mistake) =>
        [
          `${path.join('.')} = ${mistake === undefined ? 'left out' : JSON.stringify(mistake)}`,
          replaced(value, path, mistake),
        ] as const,
    ),
  )

const at = '2026-10-01T07:00:00.000Z'
const inThread = { id: 'x', at, ...key, aliases: ['US.1'], account: 'A' }

/** One of each kind of event, with all that it may have, as JSON. */
export const fullEvents: readonly unknown[] = [
  { type: 'customer-messaged', ...inThread, kind: 'text', entryPoint: { source: 'ad', id: 'ad 1' } },
  { type: 'customer-called', ...inThread },
  { type: 'business-call-accepted', ...inThread },
  {
    type: 'business-messaged',
    ...inThread,
    content: { kind: 'template', name: 'promo', language: 'fr', category: 'marketing' },
  },
  { type: 'business-messaged', ...inThread, content: { kind: 'service' } },
  {
    type: 'message-status',
    ...inThread,
    message: 'w',
    status: 'failed',
    errorCode: 131047,
    pricing: { model: 'PMP', category: 'utility', type: 'regular', subtype: 'paid_exempt', billable: true },
    conversation: { id: 'c', origin: 'referral_conversion', expiresAt: at },
  },
  { type: 'marketing-preference', ...inThread, value: 'stop' },
  { type: 'customer-renamed', ...inThread, previous: 'a', current: 'b' },
  {
    type: 'template-changed',
    id: 't',
    at,
    account: 'A',
    name: 'promo',
    language: 'fr',
    status: 'APPROVED',
    category: 'marketing',
  },
]

const written = (day: number, more: Partial<Extract<Event, { type: 'customer-messaged' }>>): Event => ({
  type: 'customer-messaged',
  id: `c${day}`,
  at: origin + day * DAY,
  kind: 'text',
  ...key,
  ...more,
})

const sent = (
  id: string,
  day: number,
  deliveredAt: number | null,
  content: Content = { kind: 'service' },
): readonly Event[] => [
  { type: 'business-messaged', id, at: origin + day * DAY, content, ...key },
  ...(deliveredAt === null
    ? []
    : [
        {
          type: 'message-status' as const,
          id: `${id}/delivered`,
          at: origin + deliveredAt * DAY,
          message: id,
          status: 'delivered' as const,
          pricing: { model: 'PMP', category: 'service', type: 'free_customer_service' },
          ...key,
        },
      ]),
]

const told = (id: string, day: number, deliveredAt: number): readonly Event[] =>
  (['sent', 'delivered'] as const).map((status) => ({
    type: 'message-status',
    id: `${id}/${status}`,
    at: origin + (status === 'sent' ? day : deliveredAt) * DAY,
    message: id,
    status,
    ...key,
  }))

/** A state in which everything has its part: settled and unsettled, waiting, remembered, linked, renamed. */
export const fullState = (): State => {
  const subject = engine({ ...defaultSettings, rulebook: '2023-06-01' })
  const promo = { name: 'promo', language: 'fr' }
  const events: readonly Event[] = [
    { type: 'template-changed', id: 't1', at: origin, ...promo, status: 'APPROVED', category: 'MARKETING' },
    { type: 'template-changed', id: 't2', at: origin, ...promo, status: 'PAUSED', account: 'A' },
    written(0, { entryPoint: { source: 'ad', id: 'ad 1' }, account: 'A', aliases: ['US.1'] }),
    ...sent('m0', 0.25, 0.3),
    { type: 'marketing-preference', id: 'p', at: origin + DAY, value: 'stop', ...key },
    written(4, { account: 'B' }),
    ...sent('m1', 4.1, 4.2),
    {
      type: 'customer-renamed',
      id: 'r',
      at: origin + 5 * DAY,
      previous: key.customer,
      current: '15550100009',
      ...key,
    },
    ...sent('m2', 9.3, 9.4, { kind: 'template', ...promo }),
    // Known by its statuses only.
    ...told('m6', 4.5, 11.2),
    // Delivered after the cut, which lies where a message was sent that got no status since.
    ...sent('m3', 9, 9.9),
    ...sent('m4', 9.2, 11),
    ...sent('m5', 10, null),
    {
      type: 'marketing-preference',
      id: 'q',
      at: origin + 21 * DAY,
      value: 'stop',
      ...key,
      customer: 'US.1',
      aliases: [key.customer],
    },
  ]
  return events.reduce(subject.evolve, emptyState)
}

/** That state as JSON, and its one thread. */
export const writtenState = (): unknown => JSON.parse(JSON.stringify(writeState(fullState())))
export const writtenThread = (): unknown =>
  JSON.parse(JSON.stringify(writeThread(threadOf(fullState(), key))))
