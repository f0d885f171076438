import type { Citation } from '@guichet/core'
import { foresightOf } from '@guichet/cloud-api'

/** The messages that WhatsApp failed, and how many of them the rules would have refused just before. */
export interface Refusals {
  readonly byMeta: number
  readonly foreseen: number
  /** The most frequent first. */
  readonly byCode: readonly RefusalsOfCode[]
}

export interface RefusalsOfCode {
  /** Meta's error code; `null` where the status names none. */
  readonly errorCode: number | null
  readonly count: number
  readonly foreseen: number
  /** The clause by which the rules refuse what WhatsApp fails with this code; `null` where no rule does. */
  readonly clause: Citation | null
}

/** Counts refusals while the input is read. */
export interface RefusalCount {
  readonly add: (errorCode: number | null, isForeseen: boolean) => void
  readonly result: () => Refusals
}

export const countRefusals = (): RefusalCount => {
  const codes = new Map<number | null, { count: number; foreseen: number }>()
  return {
    add: (errorCode, isForeseen) => {
      const counted = codes.get(errorCode) ?? { count: 0, foreseen: 0 }
      codes.set(errorCode, counted)
      counted.count++
      if (isForeseen) counted.foreseen++
    },
    result: () => {
      const byCode = [...codes]
        .map(([errorCode, counted]): RefusalsOfCode => ({
          errorCode,
          ...counted,
          clause: clauseOf(errorCode),
        }))
        .sort((a, b) => b.count - a.count || (a.errorCode ?? -1) - (b.errorCode ?? -1))
      return { byMeta: sumOf(byCode, 'count'), foreseen: sumOf(byCode, 'foreseen'), byCode }
    },
  }
}

const clauseOf = (errorCode: number | null): Citation | null =>
  errorCode === null ? null : (foresightOf(errorCode).refusals[0]?.clause ?? null)

const sumOf = (codes: readonly RefusalsOfCode[], what: 'count' | 'foreseen'): number =>
  codes.reduce((sum, one) => sum + one[what], 0)
