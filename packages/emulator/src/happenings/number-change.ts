import type { CustomerRenamed } from '@guichet/core'
import { inThread } from '../rules/reading.ts'
import { secondsText, wholeSecond } from '../time/instant.ts'
import { emit } from '../webhooks/post.ts'
import { threadUpdate } from '../webhooks/updates.ts'
import { addCustomer, idsOf } from '../world/customers.ts'
import { newWamid, type Customer, type Thread, type World } from '../world/world.ts'
import { compact, type Json } from '../json.ts'
import { record } from './record.ts'

/**
 * A customer moves to another phone number, and gets another user id with it (ID-5, ID-11). The old identity
 * stays and cannot be reached any more; the window does not move along (POS-26).
 */
export const changeNumber = (world: World, old: Customer, phone: string | undefined): Customer | null => {
  if (old.replacedBy !== null) return null
  const knownBy = old.phone === null ? 'user-id' : old.userId === null ? 'phone' : 'both'
  const successor = addCustomer(world, { ...(phone === undefined ? {} : { phone }), name: old.name, knownBy })
  if (successor === old) return null
  old.replacedBy = successor
  for (const thread of world.threads.values()) if (thread.customer === old) announce(world, thread, successor)
  return successor
}

/**
 * Another person gets the phone number of a customer who has moved. From then on the number is theirs alone:
 * later webhooks about the previous customer name the user id only. `null` if the customer has no user id,
 * because then the two cannot be distinguished (ID-11).
 */
export const takeOverNumber = (world: World, old: Customer, name: string | undefined): Customer | null => {
  const { phone, userId, replacedBy } = old
  if (phone === null || userId === null || replacedBy === null) return null
  old.phone = null
  return addCustomer(world, { phone, knownBy: 'both', ...(name === undefined ? {} : { name }) })
}

const announce = (world: World, thread: Thread, successor: Customer): void => {
  const { customer: old } = thread
  const at = wholeSecond(world.agenda.now())
  const renamed = (id: string, previous: string, current: string): CustomerRenamed => ({
    ...inThread(world, thread),
    type: 'customer-renamed',
    id,
    at,
    customer: previous,
    previous,
    current,
  })
  if (old.phone !== null && successor.phone !== null) {
    const id = systemMessage(world, thread, { wa_id: successor.phone, type: 'user_changed_number' })
    record(thread, renamed(`${id}/renamed`, old.phone, successor.phone))
  }
  if (old.userId === null || successor.userId === null) return
  const id = `${old.userId}/${successor.userId}/${at / 1000}`
  record(thread, renamed(id, old.userId, successor.userId))
  const element = compact({
    wa_id: successor.phone ?? undefined,
    detail: 'The user id has changed',
    user_id: { previous: old.userId, current: successor.userId },
    timestamp: secondsText(at),
  })
  const update = threadUpdate(thread, at, 'user_id_update', element, 'user_id_update')
  emit(world, { ...update, contact: null })
}

/** A system message comes without contacts (SHAPE-15); its window stays as it was (CSW-E11). */
const systemMessage = (world: World, thread: Thread, system: Json): string => {
  const id = newWamid(world)
  const at = wholeSecond(world.agenda.now())
  const [first = ''] = idsOf(thread.customer)
  record(thread, { ...inThread(world, thread), type: 'customer-messaged', id, at, kind: 'system' })
  const element = compact({
    from: thread.customer.phone ?? undefined,
    from_user_id: thread.customer.userId ?? undefined,
    id,
    timestamp: secondsText(at),
    type: 'system',
    system: { body: `${first} has a new number`, ...system },
  })
  emit(world, { ...threadUpdate(thread, at, 'messages', element), contact: null })
  return id
}
