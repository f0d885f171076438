import type { OutboundRecord } from '../input/outbound.ts'

/** An outbound record that names no phone number, and its position. */
export interface Unplaced {
  readonly record: OutboundRecord
  readonly file: string
  readonly line: number
}

/** Why a record that is held to the end is left out. */
export const whyUnplaced =
  'the outbound record names no phone number id, and no status of the same message does'

/** Holds outbound records until a status of the same message names the phone number. */
export interface UnplacedRecords {
  readonly hold: (record: OutboundRecord, file: string, line: number) => void
  readonly claim: (wamid: string) => Unplaced | null
  readonly isEmpty: () => boolean
  /** Those that no status named; none of them is held any longer. */
  readonly takeRest: () => readonly Unplaced[]
}

export const holdUnplaced = (): UnplacedRecords => {
  const held = new Map<string, Unplaced>()
  let unnamed = 0
  return {
    hold: (record, file, line) => {
      held.set(record.wamid ?? `refused ${unnamed++}`, { record, file, line })
    },
    claim: (wamid) => {
      const found = held.get(wamid)
      if (found === undefined) return null
      held.delete(wamid)
      return found
    },
    isEmpty: () => held.size === 0,
    takeRest: () => {
      const rest = [...held.values()]
      held.clear()
      return rest
    },
  }
}
