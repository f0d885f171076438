import type { Change, SendRow, TemplateRow } from '@guichet/runtime'
import { claimsIn } from './claims.ts'
import { intentsIn } from './intents.ts'
import { sendsKey, templatesKey } from './keys.ts'
import { changeMeta } from './meta.ts'
import { numbersIn } from './numbers.ts'
import { pagesIn } from './pages.ts'
import { prefetchChange } from './prefetch.ts'
import { layerOn, type State } from './state.ts'
import { threadsIn } from './threads.ts'

/**
 * Does what the change says, in the order of its parts; all of it or nothing. What no decision goes by (bodies, unread
 * inputs, findings, jobs) is for the read model. `own`: the phone number of the object; another's row is not its own.
 */
export const applyChange = async (below: State, own: string, change: Change): Promise<void> => {
  const state = layerOn(below)
  await prefetchChange(below, own, change)
  const claims = claimsIn(state)
  const intents = intentsIn(state)
  const threads = threadsIn(state)
  const numbers = numbersIn(state)

  for (const { customer } of change.removedThreads) await threads.dropRow(customer)
  for (const { expected: _, ...row } of change.intents) await intents.put(row)
  for (const { from, to, offset } of change.moves) {
    await threads.move(from, to, offset)
    await claims.move(from, to)
    await intents.move(from, to)
  }
  for (const { row, events, snapshot } of change.threads) await threads.put(row, events, snapshot)
  for (const { id, customer } of change.ids) threads.lead(id, customer)
  for (const { expected: _, ...row } of change.phoneNumbers)
    if (own === '' || row.id === own) await numbers.put(row)
  await pagesIn<TemplateRow>(state, templatesKey).add(change.templates)
  for (const row of change.removedClaims) if (row.phoneNumberId === own) await claims.remove(row)
  for (const row of change.claims) await claims.add(row)
  await changeSends(state, change)
  state.writeThrough()
}

const changeSends = async (
  state: State,
  { removedSends, sends, tellsOfSends }: Pick<Change, 'removedSends' | 'sends' | 'tellsOfSends'>,
): Promise<void> => {
  if (removedSends.length + sends.length > 0) {
    const gone = new Set(removedSends.map(({ id }) => id))
    const rows = (await state.get<readonly SendRow[]>(sendsKey)) ?? []
    const kept = new Map(rows.filter(({ id }) => !gone.has(id)).map((row) => [row.id, row]))
    for (const row of sends) if (!kept.has(row.id)) kept.set(row.id, row)
    state.set(
      sendsKey,
      [...kept.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    )
  }
  if (tellsOfSends) await changeMeta(state, ({ toldOfSends }) => ({ toldOfSends: toldOfSends + 1 }))
}
