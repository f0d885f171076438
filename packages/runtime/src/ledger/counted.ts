import { DAY, type Engine, type Instant } from '@guichet/core'
import { sharedLimits } from '@guichet/core/store'
import type { Known } from '../decide/known.ts'
import { towardsLimit, type Counted } from '../decide/limits.ts'
import type { PhoneNumberRow } from '../store/rows.ts'
import type { LedgerStore } from '../store/store.ts'

interface Input {
  readonly store: LedgerStore
  readonly engine: Engine
}

/**
 * Reads who counts towards the messaging limits of phone numbers from an instant on; nothing where there is no limit,
 * or none is known.
 */
export const countedFor = async (
  asked: readonly { readonly of: string; readonly at: Instant }[],
  { templates, phoneNumbers }: Pick<Known, 'templates' | 'phoneNumbers'>,
  { store, engine }: Input,
): Promise<ReadonlyMap<string, Counted>> => {
  const limitsOf = (phoneNumberId: string, accounts: readonly string[]) =>
    sharedLimits(templates.registry, engine.settings, { phoneNumberId, accounts }, Infinity)
  const limited = [...new Set(asked.map((one) => one.of))].flatMap((id) => {
    const limits = limitsOf(id, phoneNumbers.find((row) => row.id === id)?.accounts ?? [])
    return typeof limits.limit === 'number' ? [{ id, limits }] : []
  })
  if (limited.length === 0) return new Map()
  const after = Math.min(...asked.map(({ at }) => at)) - DAY
  // Before who counts is read: who comes between changes the guard.
  const rows = await store.phoneNumbers()
  const byGuard = new Map<string, Promise<Counted>>()
  const counted = limited.map(async ({ id, limits }) => {
    const own: PhoneNumberRow = rows.find((row) => row.id === id) ?? { id, revision: 0, accounts: [] }
    const sharing = [own, ...rows.filter((row) => row.id !== id && limits.isShared(row.accounts))]
    const guard = sharing.reduce((least, row) => (row.id < least.id ? row : least))
    const read = byGuard.get(guard.id) ?? readCounted(store, sharing, guard, after)
    byGuard.set(guard.id, read)
    return [id, await read] as const
  })
  return new Map(await Promise.all(counted))
}

const readCounted = async (
  store: LedgerStore,
  sharing: readonly PhoneNumberRow[],
  guard: PhoneNumberRow,
  after: Instant,
): Promise<Counted> => {
  const phoneNumberIds = sharing.map(({ id }) => id)
  return { rows: await store.counting({ phoneNumberIds, month: towardsLimit, after }), guard }
}
