import type { IntentKey, IntentRow } from '../store/rows.ts'

/** The intents that a batch is about; what one piece of work claims, the next one sees. */
export interface IntentsUnderWork {
  readonly find: (key: IntentKey) => IntentRow | null
  readonly byId: (id: string) => IntentRow | null
  /** Puts an intent in its place; its revision is seen to. */
  readonly put: (intent: Omit<IntentRow, 'revision'>) => void
  readonly changed: () => readonly (IntentRow & { readonly expected: number })[]
}

export const intentsUnderWork = (known: readonly IntentRow[]): IntentsUnderWork => {
  const stored = new Map(known.map((row) => [nameOfIntent(row), row]))
  const now = new Map(stored)
  return {
    find: (key) => now.get(nameOfIntent(key)) ?? null,
    byId: (id) => [...now.values()].find((intent) => intent.id === id) ?? null,
    put: (intent) => {
      const name = nameOfIntent(intent)
      now.set(name, { ...intent, revision: (stored.get(name)?.revision ?? 0) + 1 })
    },
    changed: () =>
      [...now]
        .filter(([name, intent]) => stored.get(name) !== intent)
        .map(([name, intent]) => ({ ...intent, expected: stored.get(name)?.revision ?? 0 })),
  }
}

const nameOfIntent = ({ phoneNumberId, recipient, key }: IntentKey): string =>
  JSON.stringify([phoneNumberId, recipient, key])
