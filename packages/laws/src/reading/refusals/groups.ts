import type { Event } from '@guichet/core'
import type { Key } from '../../protocol.ts'
import type { Question } from '../question.ts'
import type { Reason, Standing } from '../standing.ts'

type GroupChanged = Extract<Event, { type: 'group-changed' }>

const changesOf = ({ past }: Standing, { phoneNumberId, customer }: Key): readonly GroupChanged[] =>
  past
    .filter((event): event is GroupChanged => event.type === 'group-changed')
    .filter((event) => event.phoneNumberId === phoneNumberId && event.group === customer)

/** Is that the id of a group, as far as it is known? */
export const isGroup = (standing: Standing, key: Key): boolean => changesOf(standing, key).length > 0

/** A group that is suspended or deleted gets no message (GRP-7, GRP-8). */
export const groupAgainst = (question: Question, standing: Standing): readonly Reason[] => {
  if (question.kind === 'call') return []
  const changes = changesOf(standing, standing.moment.key)
  const newest = Math.max(...changes.map((change) => change.at))
  // Of contrary facts of one instant the refusing one is believed.
  return changes.some(({ at, state }) => at === newest && state !== 'active')
    ? [{ code: 'group-suspended', says: { group: standing.moment.key.customer }, endsAt: null }]
    : []
}
