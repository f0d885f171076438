import type { WholeThread } from '../protocol.ts'
import { customerOfHead } from '../state/keys.ts'
import type { State } from '../state/state.ts'
import { threadsIn } from '../state/threads.ts'

/** A page of all threads, by customer. */
export const wholeThreads = async (
  state: State,
  keys: readonly string[],
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<readonly WholeThread[]> => {
  const threads = threadsIn(state)
  const customers = keys
    .flatMap((key) => customerOfHead(key) ?? [])
    .filter((customer) => after === null || customer > after)
    .toSorted((one, other) => (one < other ? -1 : 1))
    .slice(0, limit)
  const whole = customers.map(async (customer): Promise<readonly WholeThread[]> => {
    const row = await threads.row(customer)
    if (row === null) return []
    const { snapshot } = await threads.stored(row)
    const events = await threads.events(customer, 0, Infinity)
    return [{ row, snapshot, events }]
  })
  return (await Promise.all(whole)).flat()
}
