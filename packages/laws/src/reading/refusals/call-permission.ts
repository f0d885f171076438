import type { Instant, ThreadEvent } from '@guichet/core'
import { day } from '../calendar.ts'
import { iso } from '../../story.ts'
import type { Question } from '../question.ts'
import type { Reason, Standing } from '../standing.ts'

/** The permission to call a customer. */
interface Permission {
  readonly kind: 'temporary' | 'permanent'
  /** `null` once it was taken back. */
  readonly givenAt: Instant | null
  readonly until: Instant
  /** Business calls in a row that were not picked up since it was given. */
  readonly unanswered: number
}

/** What is known of the permission: one that was given last, in force or over; or the refusal of any. */
interface Known {
  readonly permission: Permission | null
  /** When the first refusal came, where no permission was ever there before it. */
  readonly refusedAt: Instant | null
}

/** So many calls in a row that nobody picks up end a permission (CALL-14). */
const patience = 4
/** How long a permission lasts whose end was not told (CALL-11). */
const temporary = 7 * day

const knownIn = (facts: readonly ThreadEvent[]): Known | null =>
  facts.reduce<Known | null>((known, fact) => {
    switch (fact.type) {
      case 'call-permission-changed':
        return fact.permission === 'none' ? refused(known, fact.at) : given(known, fact)
      case 'call-ended':
        if (known?.permission == null) return known
        return { ...known, permission: called(known.permission, fact) }
      default:
        return known
    }
  }, null)

/** Of two permissions of one instant the shorter one is believed. */
const given = (
  known: Known | null,
  { at, permission, until }: Extract<ThreadEvent, { type: 'call-permission-changed' }>,
): Known => {
  const end = permission === 'permanent' ? Infinity : (until ?? at + temporary)
  const twin = known?.permission?.givenAt === at ? known.permission.until : Infinity
  const shorter = Math.min(end, twin)
  const kind = shorter === Infinity ? 'permanent' : 'temporary'
  return { permission: { kind, givenAt: at, until: shorter, unanswered: 0 }, refusedAt: null }
}

/** A permission that is over ended when it did; one that is in force ends now. */
const refused = (known: Known | null, at: Instant): Known => {
  const permission = known?.permission ?? null
  return permission === null
    ? { permission, refusedAt: known?.refusedAt ?? at }
    : { permission: ended(permission, at), refusedAt: null }
}

const called = (
  permission: Permission,
  { at, connected, direction }: Extract<ThreadEvent, { type: 'call-ended' }>,
): Permission => {
  if (connected) return { ...permission, unanswered: 0 }
  if (direction === 'user') return permission
  const unanswered = permission.unanswered + 1
  return unanswered < patience ? { ...permission, unanswered } : ended({ ...permission, unanswered }, at)
}

const ended = (permission: Permission, at: Instant): Permission => ({
  ...permission,
  givenAt: null,
  until: Math.min(permission.until, at),
})

/** Is anything known of the permission? */
export const isPermissionKnown = ({ moment }: Standing): boolean => knownIn(moment.facts) !== null

/** A call needs a permission in force (CALL-11). */
export const callPermissionAgainst = (
  { kind }: Question,
  { moment }: Standing,
  at: Instant,
): readonly Reason[] => {
  const known = knownIn(moment.facts)
  if (kind !== 'call' || known === null) return []
  const endedAt = known.permission?.until ?? known.refusedAt ?? moment.at
  if (known.permission !== null && at < endedAt) return []
  return [{ code: 'call-not-permitted', says: { since: iso(endedAt) }, endsAt: null }]
}

/** Nobody asks for what is there for good (CALL-13). */
export const permanentAgainst = (
  { kind }: Question,
  { moment }: Standing,
  at: Instant,
): readonly Reason[] => {
  const permission = knownIn(moment.facts)?.permission ?? null
  return kind === 'call-permission-request' && permission?.kind === 'permanent' && at < permission.until
    ? [{ code: 'call-permission-is-permanent', says: {}, endsAt: null }]
    : []
}

/** When a permission ends by itself. */
export const turnsOfCallPermission = ({ moment }: Standing): readonly Instant[] => {
  const until = knownIn(moment.facts)?.permission?.until ?? Infinity
  return until === Infinity ? [] : [until]
}
