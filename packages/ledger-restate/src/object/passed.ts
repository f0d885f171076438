import type { Instant } from '@guichet/core'
import type { Passed } from '@guichet/runtime'
import { passedKey } from '../state/keys.ts'
import type { State } from '../state/state.ts'

/** What a phone number passed lately, as its object keeps it. */
export interface KeptPassed {
  readonly passed: Passed
  /** Writes what still counts. */
  readonly keep: () => void
}

const second = 1_000

export const passedIn = async (state: State, at: Instant): Promise<KeptPassed> => {
  const kept = (await state.get<readonly (readonly [string, Instant])[]>(passedKey)) ?? []
  const noted = new Map(kept)
  const isRecent = (instant: Instant, until: Instant): boolean => instant > until - second
  return {
    passed: {
      within: (_, until) =>
        [...noted.values()]
          .filter((instant) => isRecent(instant, until) && instant <= until)
          .sort((one, other) => one - other),
      note: (_, id, instant) => void noted.set(id, instant),
      forget: (_, id) => void noted.delete(id),
    },
    keep: () => {
      const recent = [...noted].filter(([, instant]) => isRecent(instant, at))
      if (recent.length > 0) state.set(passedKey, recent)
      else if (kept.length > 0) state.clear(passedKey)
    },
  }
}
