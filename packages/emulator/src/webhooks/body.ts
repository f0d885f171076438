import type { Json } from '../json.ts'
import { compact } from '../json.ts'
import { SECOND } from '../time/instant.ts'
import { accountOf, phoneNumberOf, type Update, type World } from '../world/world.ts'

/**
 * One webhook body for several updates (SHAPE-1, HOOK-3). Characters beyond ASCII are escaped, as Meta does, so
 * that text and bytes are the same.
 */
export const bodyOf = (world: World, updates: readonly Update[]): string => {
  const entry = grouped(updates).map((group) => entryOf(world, group))
  return escaped(JSON.stringify({ object: 'whatsapp_business_account', entry }))
}

/** Updates that share an entry: those of one field and one phone number that follow each other. */
const grouped = (updates: readonly Update[]): readonly (readonly [Update, ...Update[]])[] => {
  const groups: [Update, ...Update[]][] = []
  for (const update of updates) {
    const last = groups.at(-1)
    if (last !== undefined && belongTogether(last[0], update)) last.push(update)
    else groups.push([update])
  }
  return groups
}

const belongTogether = (one: Update, other: Update): boolean =>
  one.list !== null && one.field === other.field && one.phoneNumberId === other.phoneNumberId

const entryOf = (world: World, group: readonly [Update, ...Update[]]): Json => {
  const [{ account, phoneNumberId, field, list, element, at }] = group
  const id = account ?? accountOf(world, phoneNumberId ?? '')
  if (list === null) return { id, time: Math.floor(at / SECOND), changes: [{ field, value: element }] }
  return { id, changes: [{ field, value: valueOf(world, group) }] }
}

const valueOf = (world: World, group: readonly [Update, ...Update[]]): Json => {
  const [{ phoneNumberId }] = group
  const number = phoneNumberOf(world, phoneNumberId ?? '')
  const lists = new Map<string, Json[]>()
  const contacts = new Map<string, Json>()
  for (const { list, element, contact } of group) {
    if (contact !== null) contacts.set(JSON.stringify(contact), contact)
    const name = list ?? ''
    lists.set(name, [...(lists.get(name) ?? []), element])
  }
  return compact({
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: number?.number ?? '', phone_number_id: phoneNumberId },
    contacts: contacts.size === 0 ? undefined : [...contacts.values()],
    ...Object.fromEntries(lists),
  })
}

const escaped = (json: string): string =>
  json.replaceAll(/[^\u0020-\u007e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
