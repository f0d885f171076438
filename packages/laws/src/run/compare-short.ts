import type { RulebookId } from '@guichet/core'
import { exhaust, type Disagreement } from '../exhaustive/exhaust.ts'
import type { Subject } from '../protocol.ts'
import { newestRulebook } from '../reading/calendar.ts'

/** What came of comparing an engine with the reading copy on all short stories under one rulebook. */
export interface ShortStories {
  readonly rulebook: RulebookId
  /** Up to so many happenings. */
  readonly depth: number
  readonly verdict: 'holds' | 'broken' | 'does-not-speak'
  readonly traces: number
  /** The shortest story on which the two part; `null` where they agree. */
  readonly disagreement: Disagreement | null
  /** Why the engine is taken to be dumb. */
  readonly silence: string | null
  readonly milliseconds: number
}

/** A rulebook of each way of charging, the latest first. */
const rulebooks: readonly RulebookId[] = [newestRulebook, '2025-07-01', '2023-06-01', '2022-02-01']

/**
 * Compares an engine with the reading copy on every story of up to so many happenings under the latest rulebook, and
 * of up to one fewer under an earlier one of each sort.
 */
export const compareShort = async (
  subject: Subject,
  depth: number,
  onProgress: (rulebook: RulebookId, traces: number) => void = () => undefined,
): Promise<readonly ShortStories[]> => {
  const compared: ShortStories[] = []
  for (const [index, rulebook] of rulebooks.entries()) {
    const reach = index === 0 ? depth : depth - 1
    if (reach === 0) break
    const one = await compareUnder(rulebook, subject, reach, onProgress)
    compared.push(one)
    if (one.silence !== null) break
  }
  return compared
}

const compareUnder = async (
  rulebook: RulebookId,
  subject: Subject,
  depth: number,
  onProgress: (rulebook: RulebookId, traces: number) => void,
): Promise<ShortStories> => {
  const begun = Date.now()
  let seen = 0
  const progress = (traces: number): void => {
    seen = traces
    onProgress(rulebook, traces)
  }
  const common = { rulebook, depth }
  try {
    const { traces, disagreement } = await exhaust(subject, { depth, rulebook, onProgress: progress })
    const verdict = disagreement === null ? 'holds' : 'broken'
    return { ...common, verdict, traces, disagreement, silence: null, milliseconds: Date.now() - begun }
  } catch (error) {
    const silence = error instanceof Error ? error.message : String(error)
    const milliseconds = Date.now() - begun
    return { ...common, verdict: 'does-not-speak', traces: seen, disagreement: null, silence, milliseconds }
  }
}
