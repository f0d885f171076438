import type { OutboxEntry } from './entry.ts'
import type { Outbox } from './outbox.ts'

/** The outboxes of several stores as one; `of` gives the one of a phone number. */
export const outboxOver = (outboxes: readonly Outbox[], of: (phoneNumberId: string) => Outbox): Outbox => ({
  hold: (held) => of(held.request.phoneNumberId).hold(held),
  findBy: (held) => of(held.request.phoneNumberId).findBy(held),
  // Each store counts places by itself, so the age of an entry is its place among all.
  list: async ({ isOver, after, limit }) => {
    const isMeant = (madeAt: number): boolean => after === null || madeAt < after
    const lists = await Promise.all(outboxes.map((outbox) => newestIn(outbox, isOver, isMeant, limit)))
    return lists
      .flat()
      .sort((one, other) => other.place - one.place)
      .slice(0, limit)
  },
  backlog: async () => {
    const all = await Promise.all(outboxes.map((outbox) => outbox.backlog()))
    const first = Math.min(...all.map(({ dueSince }) => dueSince ?? Infinity))
    return {
      waiting: all.reduce((sum, { waiting }) => sum + waiting, 0),
      dueSince: first === Infinity ? null : first,
    }
  },
  find: async (id) => firstOf(await Promise.all(outboxes.map((outbox) => outbox.find(id)))),
  cancel: async (id) => firstOf(await Promise.all(outboxes.map((outbox) => outbox.cancel(id)))),
})

/** The newest entries of one store that were made at instants that are meant. */
const newestIn = async (
  outbox: Outbox,
  isOver: boolean | null,
  isMeant: (madeAt: number) => boolean,
  limit: number,
): Promise<readonly OutboxEntry[]> => {
  const found: OutboxEntry[] = []
  for (let after: number | null = null; ;) {
    const page: readonly OutboxEntry[] = await outbox.list({ isOver, after, limit })
    found.push(...page.filter(({ madeAt }) => isMeant(madeAt)).map((one) => ({ ...one, place: one.madeAt })))
    after = page.at(-1)?.place ?? null
    if (found.length >= limit || page.length < limit) return found.slice(0, limit)
  }
}

const firstOf = <Found>(found: readonly (Found | null)[]): Found | null =>
  found.find((one) => one !== null) ?? null
