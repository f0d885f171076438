import { hashOf } from '../address.ts'
import type { Cell } from '../cell.ts'
import type { ServerClock } from '../clock.ts'
import { lookupsOf, wantedThreads } from '../list/filter.ts'
import type { Client } from '../server/client.ts'
import { phoneNumbersOf, troubledBy, want, type State } from '../state.ts'
import { moveFocus } from './keys.ts'
import { lookUp } from './look-up.ts'

export interface SearchParts {
  readonly field: HTMLInputElement
  readonly list: HTMLElement
  readonly state: Cell<State>
  readonly clock: ServerClock
  readonly client: Client
}

/**
 * The search narrows the list while the user types. Enter opens the only thread that is left, or focuses the
 * first of several; if none is left, it asks the server.
 */
export const searchField = ({
  field,
  list,
  state,
  clock,
  client,
}: SearchParts): { readonly leave: () => void } => {
  const narrow = (): void => state.update((now) => want(now, { search: field.value }))

  const enter = async (): Promise<void> => {
    const typed = field.value
    if (typed.trim() === '') return
    const now = state.value()
    const wanted = { ...now.wanted, search: typed }
    const matching = wantedThreads(now.threads, wanted, clock.now(), troubledBy(now))
    const [first] = matching
    if (first === undefined) return ask(typed)
    if (matching.length > 1) moveFocus(list, 'first')
    else location.hash = hashOf(first)
  }

  const ask = async (typed: string): Promise<void> => {
    const now = state.value()
    const among = lookupsOf(typed, now.wanted.phoneNumberId, phoneNumbersOf(now))
    const outcome = await lookUp(typed, among, client)
    // The user has typed on meanwhile.
    if (field.value !== typed || !field.isConnected) return
    if ('found' in outcome) location.hash = hashOf(outcome.found)
    else state.update((before) => ({ ...before, lookup: outcome.words }))
  }

  field.addEventListener('input', narrow)
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.isComposing) void enter()
  })
  return {
    leave: () => {
      field.value = ''
      narrow()
      moveFocus(list, 'first')
    },
  }
}
