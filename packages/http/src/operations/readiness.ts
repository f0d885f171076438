import type { Duration } from '@guichet/core'
import { isStoreFailure, type StoreFailureKind } from '@guichet/runtime'

/** Can the store accept writes? `null`: yes; else why not, in a text that contains no address. */
export type Readiness = () => Promise<string | null>

export interface ReadinessInput {
  /** Writes something, for good. */
  readonly prove: () => Promise<void>
  /** A clock that never goes back, in milliseconds. */
  readonly steady: () => number
  /** A store that takes longer counts as failed. */
  readonly patience?: Duration
  /** How long a result is reused for all callers. */
  readonly freshFor?: Duration
}

/** Checks the store on request, one check at a time. */
export const readinessOf = ({
  prove,
  steady,
  patience = 2_000,
  freshFor = 1_000,
}: ReadinessInput): Readiness => {
  let found: { readonly reason: string | null; readonly at: number } | null = null
  let underWay: Promise<string | null> | null = null

  const tryIt = (): Promise<string | null> => {
    const trial = prove().then(() => null, reasonOf)
    underWay = trial.then((reason) => {
      found = { reason, at: steady() }
      underWay = null
      return reason
    })
    return underWay
  }

  return async () => {
    if (found !== null && steady() - found.at < freshFor) return found.reason
    return inTime(underWay ?? tryIt(), patience)
  }
}

const inTime = async (trial: Promise<string | null>, patience: Duration): Promise<string | null> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(
      () => resolve(`The store did not accept a small write within ${patience / 1000} s.`),
      patience,
    )
  })
  try {
    return await Promise.race([trial, late])
  } finally {
    clearTimeout(timer)
  }
}

const reasons: Readonly<Record<StoreFailureKind, string>> = {
  unavailable: 'The store cannot be reached, or cannot read and write its files.',
  full: 'No space is left on the disk of the store.',
  'read-only': 'The store is read-only, or the gateway may not write it.',
  locked: 'Another program holds the store locked.',
  corrupt: 'The store is damaged. Restore a backup.',
  unsuitable: 'The store has another schema version than this release needs.',
}

const reasonOf = (thrown: unknown): string =>
  `${isStoreFailure(thrown) ? reasons[thrown.kind] : 'The store failed.'} The log has more.`
