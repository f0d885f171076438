import fc from 'fast-check'
import {
  DAY,
  HOUR,
  type Event,
  type Instant,
  type Question,
  type Restriction,
  type SettingsInput,
  type ThreadKey,
} from '../../src/index.ts'

/** Situations to plan in: near the turns of rulebooks and months, with all limits that free by themselves. */
export interface Situation {
  readonly settings: SettingsInput
  readonly events: readonly Event[]
  readonly forms: readonly [Question, ...Question[]]
  readonly from: Instant
  readonly until: Instant
}

export const key: ThreadKey = { phoneNumberId: '100', customer: '15550100001' }
const account = 'A'
const other = { phoneNumberId: '100', customer: '15550100002' }

/** The evening before a rulebook, a dated limit or a month. */
const evenings: readonly Instant[] = [
  Date.UTC(2026, 9, 1, 9),
  Date.UTC(2026, 9, 1, 12),
  Date.UTC(2026, 9, 1, 15),
  Date.UTC(2025, 2, 31, 12),
  Date.UTC(2025, 5, 30, 12),
  Date.UTC(2025, 11, 18, 12),
  Date.UTC(2026, 8, 30, 12),
  Date.UTC(2026, 9, 31, 12),
  Date.UTC(2026, 9, 31, 15),
]

/** One service message a month is free, so that a tier can be used up. */
const smallTier: SettingsInput['amendments'] = [
  {
    effective: '2026-10-02',
    changes: {
      freeTier: { amount: 1, counts: 'service-messages', per: 'phone-number', because: ['OCT26-3'] },
    },
  },
]

/** From the second of October on service is free. */
const freeSecond: SettingsInput['amendments'] = [
  {
    effective: '2026-10-02',
    changes: {
      freeTier: null,
      service: { isFree: true, because: ['OCT26-2'] },
      templates: { areFree: true, because: ['OCT26-17'] },
    },
  },
]

/** In October each service message is charged; from November on service and templates are free. */
const freeNovember: SettingsInput['amendments'] = [
  { effective: '2026-10-02', changes: { freeTier: null } },
  {
    effective: '2026-11-01',
    changes: {
      service: { isFree: true, because: ['OCT26-2'] },
      templates: { areFree: true, because: ['OCT26-17'] },
    },
  },
]

const settings: fc.Arbitrary<SettingsInput> = fc
  .record({
    timeZone: fc.constantFrom('UTC', 'America/Los_Angeles', 'Asia/Kolkata'),
    amendments: fc.constantFrom([], smallTier, freeSecond, freeSecond, freeNovember),
    pairRateModel: fc.constantFrom('debt' as const, 'bucket' as const),
    exemptOrganisation: fc.constantFrom(false, false, true),
    margin: fc.constantFrom(0, 0, 300),
  })
  .map(({ margin, ...rest }) => ({ ...rest, overrides: { safetyMarginSeconds: margin } }))

type Make = (id: string, at: Instant) => readonly Event[]

const restricted =
  (restriction: Restriction, after: number | undefined): Make =>
  (id, at) => [
    {
      type: 'account-restricted',
      id,
      at,
      account,
      restriction,
      ...(after === undefined ? {} : { until: at + after }),
    },
  ]

const sent =
  (
    content: { kind: 'service' } | { kind: 'template'; category: string },
    to = key,
    isDelivered = true,
  ): Make =>
  (id, at) => [
    {
      type: 'business-messaged',
      id,
      at,
      content:
        content.kind === 'service' ? content : { ...content, name: `a ${content.category}`, language: 'fr' },
      account,
      ...to,
    },
    ...(isDelivered
      ? [
          {
            type: 'message-status' as const,
            id: `${id}/d`,
            message: id,
            status: 'delivered' as const,
            at,
            ...to,
          },
        ]
      : []),
  ]

const burst =
  (count: number): Make =>
  (id, at) =>
    Array.from({ length: count }, (_, index) =>
      sent({ kind: 'service' }, key, false)(`${id}.${index}`, at),
    ).flat()

const written: Make = (id, at) => [{ type: 'customer-messaged', id, at, kind: 'text', account, ...key }]

const through: Make = (id, at) => [
  { type: 'customer-messaged', id, at, kind: 'text', account, entryPoint: { source: 'ad' }, ...key },
]
const limit: Make = (id, at) => [{ type: 'messaging-limit-changed', id, at, account, limit: 1 }]
const permission: Make = (id, at) => [
  { type: 'call-permission-changed', id, at, permission: 'permanent', source: 'customer', ...key },
]
const calls: Make = (id, at) =>
  Array.from({ length: 10 }, (_, index) => ({
    type: 'call-ended',
    id: `${id}.${index}`,
    at,
    direction: 'business',
    connected: true,
    ...key,
  }))

const requested: Make = (id, at) => [
  { type: 'business-messaged', id, at, content: { kind: 'service' }, account, ...key },
  { type: 'call-permission-requested', id, at, by: 'service', ...key },
]

/** Several at one instant, which together lead to an end that is far away. */
const all =
  (...makes: readonly Make[]): Make =>
  (id, at) =>
    makes.flatMap((one, index) => one(`${id}-${index}`, at))

const beginnings: readonly Make[] = [
  () => [],
  written,
  all(through, sent({ kind: 'service' })),
  all(through, written),
  all(limit, sent({ kind: 'template', category: 'utility' }, other)),
  all(
    limit,
    sent({ kind: 'template', category: 'utility' }, other),
    sent({ kind: 'template', category: 'utility' }),
  ),
  all(permission, calls),
  all(written, requested),
  sent({ kind: 'template', category: 'utility' }),
]

const make: fc.Arbitrary<Make> = fc.constantFrom<Make>(
  written,
  written,
  (id, at) => [
    { type: 'customer-messaged', id, at, kind: 'text', account, entryPoint: { source: 'ad' }, ...key },
  ],
  (id, at) => [{ type: 'customer-messaged', id, at, kind: 'text', account, ...other }],
  sent({ kind: 'service' }),
  sent({ kind: 'template', category: 'utility' }),
  sent({ kind: 'template', category: 'marketing' }),
  sent({ kind: 'template', category: 'utility' }, other),
  sent({ kind: 'template', category: 'utility' }, other, false),
  burst(2),
  burst(46),
  burst(50),
  (id, at) => [
    { type: 'message-status', id, message: `${id}/m`, at, status: 'failed', errorCode: 131_049, ...key },
  ],
  (id, at) => [{ type: 'marketing-preference', id, at, value: 'stop', ...key }],
  (id, at) => [{ type: 'messaging-limit-changed', id, at, account, limit: 1 }],
  (id, at) => [{ type: 'messaging-limit-changed', id, at, account, limit: 2 }],
  (id, at) => [{ type: 'throughput-changed', id, at, phoneNumberId: '100', account, perSecond: 1 }],
  (id, at) => [{ type: 'throughput-changed', id, at, phoneNumberId: '100', account, perSecond: 2 }],
  restricted('replies', 3 * DAY),
  restricted('business-initiated-messages', DAY),
  restricted('all-messages', HOUR),
  restricted('business-initiated-messages', undefined),
  (id, at) => [
    { type: 'call-permission-changed', id, at, permission: 'temporary', source: 'customer', ...key },
  ],
  (id, at) => [{ type: 'call-permission-changed', id, at, permission: 'none', source: 'automatic', ...key }],
  requested,
  (id, at) => [
    {
      type: 'templates-listed',
      id,
      at,
      account,
      templates: [
        { name: 'ready', language: 'fr', category: 'utility' },
        { name: 'sale', language: 'fr', category: 'marketing' },
        { name: 'old', language: 'fr', category: 'utility', status: 'PAUSED' },
      ],
    },
  ],
)

const gap = fc.constantFrom(0, 0, 1, 500, 6000, 60_000, HOUR, 5 * HOUR, 12 * HOUR)

const template = (name: string, category: string): Question => ({
  kind: 'template',
  name,
  language: 'fr',
  category,
})

const forms: fc.Arbitrary<Situation['forms']> = fc.constantFrom<Situation['forms'][]>(
  [{ kind: 'service' }],
  [{ kind: 'service' }],
  [{ kind: 'reaction' }],
  [template('ready', 'utility')],
  [template('ready', 'utility')],
  [template('sale', 'marketing')],
  [template('unlisted', 'authentication')],
  [{ kind: 'service' }, template('sale', 'marketing'), template('ready', 'utility')],
  [{ kind: 'call' }],
  [{ kind: 'call' }],
  [{ kind: 'call-permission-request', by: 'service' }],
  [{ kind: 'call-permission-request', by: 'template' }],
)

/** The last fact lies before `from`, some hours around the evening. */
export const situations: fc.Arbitrary<Situation> = fc
  .record({
    settings,
    evening: fc.constantFrom(...evenings),
    beginning: fc.constantFrom(...beginnings),
    drafts: fc.array(fc.tuple(make, gap), { maxLength: 6 }),
    forms,
    after: gap,
    length: fc.constantFrom(6000, HOUR, DAY, 4 * DAY, 9 * DAY),
  })
  .map(({ settings: chosen, evening, beginning, drafts, forms: asked, after, length }) => {
    let from = evening
    const events: Event[] = []
    drafts.toReversed().forEach(([event, before], index) => {
      from -= before
      events.unshift(...event(`e${String(index).padStart(2, '0')}`, from))
    })
    events.unshift(...beginning('b', from))
    return { settings: chosen, events, forms: asked, from: evening + after, until: evening + after + length }
  })

/** Lengths of time after which something ends. */
const lengths: readonly number[] = [
  ...[1, 2, 3, 46, 47, 50, 51, 52, 96].map((count) => count * 6000),
  1000,
  HOUR,
  DAY - 300_000,
  DAY,
  2 * DAY,
  3 * DAY,
  7 * DAY,
]

/** Every hour and half hour, and a millisecond around whatever a fact may lead to. */
export const gridOf = ({ events, from, until }: Situation): readonly Instant[] => {
  const halves = Array.from({ length: Math.ceil((until - from) / (HOUR / 2)) }, (_, index) => {
    const start = Math.ceil(from / (HOUR / 2)) * (HOUR / 2)
    return start + index * (HOUR / 2)
  })
  const ends = events.flatMap(({ at }) => lengths.map((length) => at + length))
  const around = [from, ...halves, ...ends].flatMap((at) => [at - 1, at, at + 1])
  return [...new Set(around)].filter((at) => at >= from && at < until).sort((a, b) => a - b)
}
