import { factsOfType, type AccountFacts } from '../account/facts.ts'
import type { GroupChanged } from '../event/event.ts'
import type { Instant } from '../time/instant.ts'

/** The groups that are known of. */
export interface Groups {
  /** By a name that is theirs alone. */
  readonly ids: ReadonlyMap<string, string>
  /** From when on all of them are known to be groups. */
  readonly since: Instant
}

export const noGroups: Groups = { ids: new Map(), since: -Infinity }

export const nameOfGroup = (phoneNumberId: string, id: string): string => JSON.stringify([phoneNumberId, id])

/** Finds them; the same value as long as no fact about groups was added. */
export const knownGroups = (): ((facts: AccountFacts) => Groups) => {
  let seen: readonly GroupChanged[] = []
  let groups = noGroups
  return (facts) => {
    const changes = factsOfType(facts, ['group-changed'])
    const isSame = changes.length === seen.length && changes.every((one, index) => one === seen[index])
    if (!isSame) groups = groupsOf(changes)
    seen = changes
    return groups
  }
}

const groupsOf = (changes: readonly GroupChanged[]): Groups => {
  const first = new Map<string, Instant>()
  const ids = new Map<string, string>()
  for (const { phoneNumberId, group, at } of changes) {
    const name = nameOfGroup(phoneNumberId, group)
    ids.set(name, group)
    first.set(name, Math.min(at, first.get(name) ?? Infinity))
  }
  return { ids, since: [...first.values()].reduce((latest, at) => Math.max(latest, at), -Infinity) }
}
