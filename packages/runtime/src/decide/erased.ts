import type { Instant, State, ThreadEvent } from '@guichet/core'
import { isUserId } from '@guichet/core/adapter'
import { ownThread } from '@guichet/core/store'
import { erasedUntil, heldByErased } from '../tombstones.ts'
import type { Known } from './known.ts'
import { idsIn } from './rehousing.ts'

/**
 * Is it of a customer who was erased after it happened? And what later becomes of a message that was sent
 * before does not bring them back: only what the customer does, or somebody sends them, begins anew.
 */
export const isErased = (event: ThreadEvent, { erasedAt }: Known, state: State): boolean =>
  [event.customer, ...idsIn(event)].some((id) => {
    const at = erasedUntil({ ...event, customer: id }, erasedAt)
    if (at === null) return false
    return event.at <= at || (beginsNothing(event) && ownThread(state, { ...event, customer: id }) === null)
  }) || isOfErasedHolder(event, erasedAt, state)

const beginsNothing = ({ type }: ThreadEvent): boolean =>
  type === 'message-status' || type === 'customer-renamed'

/** Names it a number alone that the erased held then, and that others held before or after? */
const isOfErasedHolder = (event: ThreadEvent, erasedAt: Known['erasedAt'], state: State): boolean => {
  const isRename = event.type === 'customer-renamed'
  const number = isRename ? event.previous : event.customer
  if (isUserId(number) || (!isRename && (event.aliases ?? []).some(isUserId))) return false
  return heldByErased({ ...event, customer: number }, erasedAt).some(({ since, until }) => {
    if (event.at < since) return false
    return event.at <= until || (beginsNothing(event) && !isHeldSince(until, number, event, state))
  })
}

/** Is the number known to be that customer's who has it at the instant of the event, by anything after the erased? */
const isHeldSince = (
  until: Instant,
  number: string,
  { phoneNumberId, at }: ThreadEvent,
  state: State,
): boolean => {
  const own = ownThread(state, { phoneNumberId, customer: number }, at)
  if (own === null) return false
  const { facts, roots } = own.thread
  for (let rest = facts; rest !== null && rest.event.at > until; rest = rest.earlier)
    if (rest.event.at <= at && [rest.event.customer, ...idsIn(rest.event)].includes(number)) return true
  return [roots, ...roots.parts]
    .flatMap(({ claims }) => claims)
    .some(({ id, last }) => id === number && last !== null && last > until)
}
