import type { Engine, Instant } from '@guichet/core'
import type { StoredThread, ThreadRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { rivalsIn } from '../threads/kept.ts'
import { nameOf } from '../threads/name.ts'
import { readSends } from '../threads/sends.ts'
import { readTemplates } from '../threads/templates.ts'
import { nothingAnew, withoutErased, type Beside, type Held, type WithoutErased } from './without-erased.ts'
import { eventsOfAll, withRivals } from '../work/read.ts'

/** The erased threads of a phone number that have to do with each other, and what comes of erasing them. */
export interface Share extends WithoutErased {
  readonly erased: readonly ThreadRow[]
  /** These, and those of others with whom they shared a number. */
  readonly rows: readonly ThreadRow[]
}

/** Reads what erasing those threads has to know, and says what comes of it. */
export const sharesOf = async (
  threads: readonly StoredThread[],
  { store, engine, now }: { readonly store: Store; readonly engine: Engine; readonly now: Instant },
): Promise<readonly Share[]> => {
  const shares: Share[] = []
  const done = new Set<string>()
  let known: Beside | null = null
  for (const stored of threads) {
    const { row } = stored
    if (done.has(nameOf(row))) continue
    const rivals = rivalsIn(stored)
    if (rivals.length === 0) {
      shares.push({ rows: [row], erased: [row], anew: nothingAnew([row]), held: [] })
      continue
    }
    const rows = await withRivals(store, row, rivals)
    const names = new Set(rows.map(nameOf))
    const erased = threads.map((one) => one.row).filter((one) => names.has(nameOf(one)))
    for (const one of erased) done.add(nameOf(one))
    known ??= await besideIn(store, now)
    const events = await eventsOfAll(store, rows)
    const intents = await store.intentsTo(row.phoneNumberId, rows.flatMap(idsOf), allIntents)
    shares.push({ rows, erased, ...withoutErased(engine, { rows, erased, events, intents }, known) })
  }
  return shares
}

/** More than one phone number has with some customers. */
const allIntents = 1_000_000

const idsOf = ({ customer, aliases }: ThreadRow): readonly string[] => [customer, ...aliases]

const besideIn = async (store: Store, now: Instant): Promise<Beside> => ({
  phoneNumbers: await store.phoneNumbers(),
  templates: await readTemplates(store),
  sends: { sends: await readSends(store), told: 0, owed: [] },
  now,
})

/** All that is written anew, as one. */
export const anewOf = (shares: readonly Share[]): Share['anew'] => ({
  expectedThreads: shares.flatMap(({ anew }) => anew.expectedThreads),
  removedClaims: shares.flatMap(({ anew }) => anew.removedClaims),
  threads: shares.flatMap(({ anew }) => anew.threads),
  ids: shares.flatMap(({ anew }) => anew.ids),
  claims: shares.flatMap(({ anew }) => anew.claims),
  findings: shares.flatMap(({ anew }) => anew.findings),
  removedIntents: shares.flatMap(({ anew }) => anew.removedIntents),
  intents: shares.flatMap(({ anew }) => anew.intents),
})

/**
 * From when to when the erased held the numbers that were others', too; `others` are those that others hold at other
 * phone numbers. At a phone number where nobody else held one of these, it was theirs all the time.
 */
export const heldIn = (shares: readonly Share[], others: ReadonlySet<string>): ReadonlyMap<string, Held> => {
  const spans = shares.flatMap((share) => share.held)
  const shared = new Set([...others, ...spans.map(({ id }) => id)])
  const always = shares.flatMap((share) =>
    share.erased
      .flatMap(idsOf)
      .filter((id) => shared.has(id) && !share.held.some((one) => one.id === id))
      .map((id): Held => ({ id, since: -Infinity, until: Infinity })),
  )
  const held = new Map<string, Held>()
  for (const { id, since, until } of [...spans, ...always]) {
    const known = held.get(id) ?? { since, until }
    held.set(id, { id, since: Math.min(known.since, since), until: Math.max(known.until, until) })
  }
  return held
}
