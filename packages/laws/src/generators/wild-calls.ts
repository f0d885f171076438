import fc from 'fast-check'
import { day, hour } from '../reading/calendar.ts'
import { aroundDeadlines } from './stage.ts'
import { defined, maybe, type Happening } from './wild-parts.ts'

const permissions: fc.Arbitrary<Happening> = fc
  .record({
    permission: fc.constantFrom('temporary' as const, 'permanent' as const, 'none' as const),
    source: fc.constantFrom('customer' as const, 'profile' as const, 'automatic' as const),
    lasts: maybe(fc.constantFrom(hour, ...aroundDeadlines, 7 * day, 0)),
  })
  .map(({ permission, source, lasts }) => ({ id, at, name }) => ({
    type: 'call-permission-changed',
    id,
    at,
    ...name,
    permission,
    source,
    ...defined({ until: permission !== 'temporary' || lasts === undefined ? undefined : at + lasts }),
  }))

/** A request; mostly one whose message is known, under the same id. */
const requests: fc.Arbitrary<Happening> = fc
  .tuple(fc.constantFrom('service' as const, 'template' as const), fc.nat({ max: 3 }))
  .map(([by, which]) => ({ id, at, name, before }) => {
    const carried = new Set(
      before.flatMap((event) => (event.type === 'call-permission-requested' ? [event.id] : [])),
    )
    const sent = before.findLast(
      (event) => event.type === 'business-messaged' && event.at === at && !carried.has(event.id),
    )
    const type = 'call-permission-requested' as const
    if (which === 0 || sent?.type !== 'business-messaged') return { type, id, at, ...name, by }
    const { phoneNumberId, customer } = sent
    return { type, id: sent.id, at, phoneNumberId, customer, by }
  })

const ends: fc.Arbitrary<Happening> = fc
  .tuple(fc.constantFrom('business' as const, 'business' as const, 'user' as const), fc.boolean())
  .map(([direction, connected]) => ({ id, at, name }) => ({
    type: 'call-ended',
    id,
    at,
    ...name,
    direction,
    connected,
  }))

/** Permissions to call, requests for them, and calls that are over. */
export const callHappenings: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 3, arbitrary: permissions },
  { weight: 2, arbitrary: requests },
  { weight: 5, arbitrary: ends },
)
