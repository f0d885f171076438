import type { UnreadPart } from '../audit/audit.ts'

/** What an import counts. Grows while the input is read. */
export interface ImportTally {
  /** JSON texts, one a line in most logs. */
  lines: number
  webhooks: number
  /** Texts that were an event. */
  events: number
  outbound: number
  /** Events that were recorded. */
  absorbed: number
  /** Events that the store had already. */
  duplicates: number
  late: number
  /** Events of erased customers. */
  erased: number
  /** Parts that were not read. */
  unread: number
}

/** The result of an import. */
export interface ImportResult {
  readonly tally: ImportTally
  /** The first ten thousand; `tally.unread` counts all. */
  readonly unread: readonly UnreadPart[]
}

export const emptyImportTally = (): ImportTally => ({
  lines: 0,
  webhooks: 0,
  events: 0,
  outbound: 0,
  absorbed: 0,
  duplicates: 0,
  late: 0,
  erased: 0,
  unread: 0,
})
