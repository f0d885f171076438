import type { Event } from '@guichet/core'
import type { Receipt } from '@guichet/runtime'
import type { UnreadPart } from '../audit/audit.ts'
import { holdUnplaced } from '../audit/unplaced.ts'
import { outboundEvents, type OutboundRecord } from '../input/outbound.ts'
import { readRecord, webhookBodyOf } from '../input/record.ts'
import type { OpenStore } from '../store/with-store.ts'
import { inBlocks } from './blocks.ts'
import { onlyNumberIn } from './only-number.ts'
import { emptyImportTally, type ImportResult } from './tally.ts'

/** An import in progress: takes JSON texts as they are read, tells at the end. Rejects with the store's failure. */
export interface Importer {
  readonly take: (text: string, file: string, line: number) => void
  readonly skip: (part: UnreadPart) => void
  /** Resolves when there is room for more. */
  readonly keepUp: () => Promise<void>
  readonly finish: () => Promise<ImportResult>
}

const longestUnreadList = 10_000

/** Starts an import into a store. `between` is called after each block of work. */
export const startImport = ({ store, runtime }: OpenStore, between: () => void): Importer => {
  const tally = emptyImportTally()
  const unread: UnreadPart[] = []
  const unplaced = holdUnplaced()
  const blocks = inBlocks(between)

  const skip = (part: UnreadPart): void => {
    tally.unread++
    if (unread.length < longestUnreadList) unread.push(part)
  }
  const count = ({ absorbed, duplicates, late, erased }: Receipt): void => {
    tally.absorbed += absorbed
    tally.duplicates += duplicates
    tally.late += late
    tally.erased += erased
  }
  const receive = (body: string): void =>
    blocks.add({ size: body.length, run: async () => count(await runtime.receive(body)) })
  const record = (events: readonly Event[], size: number): void =>
    blocks.add({ size, run: async () => count(await runtime.record(events)) })

  const place = (outbound: OutboundRecord, phoneNumberId: string): void =>
    record(outboundEvents(outbound, phoneNumberId), sizeOfRecord)
  /** A status tells the phone number of the message that an outbound record tells of. */
  const placeBy = (event: Event): void => {
    if (event.type !== 'message-status' || unplaced.isEmpty()) return
    const outbound = unplaced.claim(event.message)
    if (outbound !== null) place(outbound, event.phoneNumberId)
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
        else place(read.outbound, phoneNumberId)
        return
      }
      for (const { path, reason } of read.unread) skip({ file, line, path, reason })
      if (read.is === 'nothing') return
      if (read.is === 'webhook') {
        tally.webhooks++
        const body = webhookBodyOf(read, text)
        if (body === null) record(read.events, text.length)
        else receive(body)
      } else {
        tally.events++
        record(read.events, text.length)
      }
      read.events.forEach(placeBy)
    },
    keepUp: blocks.keepUp,
    finish: async () => {
      await blocks.finish()
      for (const { record: outbound, file, line } of unplaced.rest()) {
        const phoneNumberId = await onlyNumberIn(store, outbound.customer)
        if (phoneNumberId !== null) place(outbound, phoneNumberId)
        else skip({ file, line, path: '$', reason: 'an outbound record that names no phone number' })
      }
      await blocks.finish()
      return { tally, unread }
    },
  }
}

const sizeOfRecord = 500
