import type { Event } from '@guichet/core'
import type { Receipt } from '@guichet/runtime'
import type { UnreadPart } from '../audit/audit.ts'
import { holdUnplaced, whyUnplaced, type Unplaced } from '../audit/unplaced.ts'
import { outboundEvents } from '../input/outbound.ts'
import { readRecord, webhookBodyOf } from '../input/record.ts'
import type { OpenStore } from '../store/with-store.ts'
import { inBlocks } from './blocks.ts'
import { onlyNumberIn } from './only-number.ts'
import { emptyImportTally, type ImportResult } from './tally.ts'

/**
 * An import in progress: takes JSON texts as they are read, and gives the result at the end. Rejects with the
 * store's failure.
 */
export interface Importer {
  readonly take: (text: string, file: string, line: number) => void
  readonly skip: (part: UnreadPart) => void
  /** Resolves when there is room for more. */
  readonly keepUp: () => Promise<void>
  /** Resolves when all that was taken is durable, or reported as unread. */
  readonly settle: () => Promise<void>
  readonly finish: () => Promise<ImportResult>
}

/** A line of the log, and the parts of it that were reported as unread. */
interface Place {
  readonly file: string
  readonly line: number
  readonly reported?: readonly { readonly path: string; readonly reason: string }[]
}

const longestUnreadList = 10_000

/** Starts an import into a store. `between` is called after each block of work, `onUnread` for each unread part. */
export const startImport = (
  { runtime }: OpenStore,
  between: () => void,
  onUnread: (part: UnreadPart) => void = () => undefined,
): Importer => {
  const tally = emptyImportTally()
  const unread: UnreadPart[] = []
  const unplaced = holdUnplaced()
  const blocks = inBlocks(between)

  const skip = (part: UnreadPart): void => {
    tally.unread++
    if (unread.length < longestUnreadList) unread.push(part)
    onUnread(part)
  }
  const count = ({ absorbed, duplicates, late, erased }: Receipt): void => {
    tally.absorbed += absorbed
    tally.duplicates += duplicates
    tally.late += late
    tally.erased += erased
  }
  /** Reports each part that the runtime refuses, unless reading the line reported it already. */
  const add = (size: number, { file, line, reported = [] }: Place, run: () => Promise<Receipt>): void =>
    blocks.add({
      size,
      run: async () => {
        const receipt = await run()
        count(receipt)
        for (const { path, reason } of receipt.unread)
          if (!reported.some((part) => part.path === path && part.reason === reason))
            skip({ file, line, path, reason })
      },
    })
  const receive = (body: string, place: Place): void => add(body.length, place, () => runtime.receive(body))
  const record = (events: readonly Event[], size: number, place: Place): void =>
    add(size, place, () => runtime.record(events))

  const place = ({ record: outbound, ...where }: Unplaced, phoneNumberId: string): void =>
    record(outboundEvents(outbound, phoneNumberId), sizeOfRecord, where)
  /** A status names the phone number of an outbound record's message. */
  const placeBy = (event: Event): void => {
    if (event.type !== 'message-status' || unplaced.isEmpty()) return
    const found = unplaced.claim(event.message)
    if (found !== null) place(found, event.phoneNumberId)
  }

  const settle = async (): Promise<void> => {
    await blocks.finish()
    for (const entry of unplaced.takeRest()) {
      const { record: outbound, file, line } = entry
      const phoneNumberId = await onlyNumberIn(runtime, outbound.customer)
      if (phoneNumberId !== null) place(entry, phoneNumberId)
      else
        skip({
          file,
          line,
          path: '$',
          reason: whyUnplaced,
        })
    }
    await blocks.finish()
  }

  return {
    skip,
    take: (text, file, line) => {
      tally.lines++
      const read = readRecord(text)
      if (read.is === 'outbound') {
        tally.outbound++
        const { phoneNumberId } = read.outbound
        if (phoneNumberId === null) unplaced.hold(read.outbound, file, line)
        else place({ record: read.outbound, file, line }, phoneNumberId)
        return
      }
      for (const { path, reason } of read.unread) skip({ file, line, path, reason })
      if (read.is === 'nothing') return
      const here = { file, line, reported: read.unread }
      if (read.is === 'webhook') {
        tally.webhooks++
        const body = webhookBodyOf(read, text)
        if (body === null) record(read.events, text.length, here)
        else receive(body, here)
      } else {
        tally.events++
        record(read.events, text.length, here)
      }
      read.events.forEach(placeBy)
    },
    keepUp: blocks.keepUp,
    settle,
    finish: async () => {
      await settle()
      return { tally, unread }
    },
  }
}

const sizeOfRecord = 500
