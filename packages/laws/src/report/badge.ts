import type { LawsResult } from '../run/run-laws.ts'

/** What [shields.io](https://shields.io/badges/endpoint-badge) makes a badge of. */
export interface Badge {
  readonly schemaVersion: 1
  readonly label: string
  readonly message: string
  readonly color: 'brightgreen' | 'red'
}

/**
 * The report as a badge. Laws that the engine cannot be judged by count for nothing: 40 of 40 hold says that 40 could judge it.
 * Green only if each of them holds, and every short history agrees.
 */
export const lawsToBadge = ({ results, compared }: LawsResult, compare: string): Badge => {
  const verdicts = [...results, ...compared].map(({ verdict }) => verdict)
  const judged = results.filter(({ verdict }) => verdict !== 'not-judged')
  const held = judged.filter(({ verdict }) => verdict === 'holds')
  const isRight = held.length > 0 && verdicts.every((one) => one === 'holds' || one === 'not-judged')
  return {
    schemaVersion: 1,
    label: `WhatsApp laws (${compare})`,
    message: `${held.length} of ${judged.length} hold`,
    color: isRight ? 'brightgreen' : 'red',
  }
}
