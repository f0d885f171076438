import fc from 'fast-check'
import type { Event, Instant, Restriction } from '@guichet/core'
import type { MessageJson } from '../protocol.ts'
import type { Story } from '../story.ts'
import { becomes, scene, sends, serviceContent, templateOf, writes } from './episodes.ts'
import { begin, berlin, neighbour } from './refusing.ts'
import { DAY, HOUR } from './stories.ts'

/** Several things at once that version 2 of the protocol refuses for, a while before they are asked about. */

/** When it is asked. */
export const now: Instant = begin + 30 * DAY

type Told = (id: string) => readonly Event[]

const ago = fc.constantFrom(0, 1, 999, 1000, 5999, 6000, 12_000, HOUR, DAY - 1, DAY)
const toCome = fc.constantFrom(null, 0, 1, 1000, HOUR, DAY)

const restricted: fc.Arbitrary<Told> = fc
  .tuple(
    fc.constantFrom<Restriction[]>(
      'business-initiated-messages',
      'replies',
      'all-messages',
      'business-initiated-calls',
    ),
    ago,
    toCome,
    fc.constantFrom({}, { phoneNumberId: '100' }),
  )
  .map(([restriction, since, lasts, number]) => (id) => {
    const end = lasts === null ? {} : { until: now + lasts }
    return [{ type: 'account-restricted', id, at: now - since, account: 'A', restriction, ...number, ...end }]
  })

const limited: fc.Arbitrary<Told> = fc
  .tuple(fc.constantFrom(1, 2), ago, fc.constantFrom(null, 0, HOUR))
  .map(([limit, since, delivered]) => (id) => [
    { type: 'messaging-limit-changed', id, at: now - 2 * DAY, account: 'A', limit },
    sends(`${id}m`, now - since, templateOf('utility'), neighbour),
    ...(delivered === null
      ? []
      : [becomes(`${id}m`, 'delivered', Math.min(now, now - since + delivered), neighbour)]),
  ])

const hurried: fc.Arbitrary<Told> = fc.tuple(fc.constantFrom(1, 2, 44, 45, 46), ago).map(
  ([count, since]) =>
    (id) =>
      Array.from({ length: count }, (_, index) =>
        sends(`${id}b${index}`, now - since, serviceContent, berlin),
      ),
)

const passing: fc.Arbitrary<Told> = fc
  .tuple(fc.constantFrom(1, 2), ago)
  .map(([perSecond, since]) => (id) => [
    { type: 'throughput-changed', id, at: now - 2 * DAY, phoneNumberId: '100', perSecond },
    writes(`${id}w`, now - since, undefined, neighbour),
  ])

const capped: fc.Arbitrary<Told> = ago.map((since) => (id) => [
  {
    type: 'message-status',
    id,
    at: now - since,
    ...berlin,
    message: `${id}m`,
    status: 'failed',
    errorCode: 131049,
  },
])

const permitted: fc.Arbitrary<Told> = fc
  .tuple(
    fc.constantFrom('none' as const, 'temporary' as const, 'none' as const, 'permanent' as const),
    ago,
    toCome,
  )
  .map(([permission, since, lasts]) => (id) => {
    const end = lasts === null || permission !== 'temporary' ? {} : { until: now + lasts }
    return [
      {
        type: 'call-permission-changed',
        id,
        at: now - since,
        ...berlin,
        permission,
        source: 'profile',
        ...end,
      },
    ]
  })

const requested: fc.Arbitrary<Told> = ago.map((since) => (id) => [
  { type: 'call-permission-requested', id, at: now - since, ...berlin, by: 'template' },
])

const written: fc.Arbitrary<Told> = ago.map((since) => (id) => [writes(id, now - since, undefined, berlin)])

/** What may be asked for. */
export const wishes: readonly MessageJson[] = [
  { kind: 'service' },
  { kind: 'template', name: 'news', language: 'en_US', category: 'utility' },
  { kind: 'template', name: 'promo', language: 'en_US', category: 'marketing' },
  { kind: 'call' },
  { kind: 'call-permission-request', by: 'service' },
  { kind: 'call-permission-request', by: 'template' },
]

/** What such a story asks for. */
export const wishOf = ({ dice }: Story): MessageJson => wishes[dice % (wishes.length + 1)] ?? { kind: 'call' }

export const limitedStories: fc.Arbitrary<Story> = fc
  .tuple(
    fc.array(fc.oneof(written, restricted, limited, hurried, passing, capped, permitted, requested), {
      minLength: 1,
      maxLength: 3,
    }),
    fc.nat({ max: 999 }),
  )
  .map(([told, dice]) => {
    const events = told.flatMap((tell, index) => tell(`e${index}`))
    return scene(events, { asked: [now], dice })
  })
