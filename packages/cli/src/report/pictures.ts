import type { Readable } from 'node:stream'
import {
  canonicalKey,
  isThreadEvent,
  type Engine,
  type Event,
  type ThreadEvent,
  type ThreadKey,
} from '@guichet/core'
import { drawTimeline } from '@guichet/timeline'
import type { AuditResult } from '../audit/audit.ts'
import { outboundEvents } from '../input/outbound.ts'
import { readInput } from '../input/read.ts'
import { readRecord } from '../input/record.ts'
import type { Page, PicturedThread } from './html.ts'

const mostPictures = 40
const mostEvents = 5000

const nameOf = ({ phoneNumberId, customer }: ThreadKey): string => `${phoneNumberId}/${customer}`

/** Draws the threads with findings, or the named one, in a second pass over the files. */
export const drawPictures = async (
  result: AuditResult,
  files: readonly string[],
  only: ThreadKey | null,
  engine: Engine,
  stdin: Readable,
): Promise<Pick<Page, 'pictures' | 'unpictured'>> => {
  const wanted = new Map<string, ThreadKey>()
  const keys = only === null ? result.findings : [canonicalKey(result.state, only)]
  for (const { phoneNumberId, customer } of keys)
    wanted.set(nameOf({ phoneNumberId, customer }), { phoneNumberId, customer })
  const shown = new Map([...wanted].slice(0, mostPictures))
  const events = shown.size === 0 ? new Map() : await collectEvents(shown, files, result, stdin)
  const pictures = [...shown].map(([name, key]): PicturedThread => {
    const history: readonly ThreadEvent[] = events.get(name) ?? []
    return { ...key, picture: drawTimeline(history, { engine }) }
  })
  return { pictures, unpictured: wanted.size - shown.size }
}

const collectEvents = async (
  shown: ReadonlyMap<string, ThreadKey>,
  files: readonly string[],
  { state }: AuditResult,
  stdin: Readable,
): Promise<ReadonlyMap<string, readonly ThreadEvent[]>> => {
  const collected = new Map([...shown.keys()].map((name): [string, ThreadEvent[]] => [name, []]))
  const phoneNumbers = [...new Set([...shown.values()].map(({ phoneNumberId }) => phoneNumberId))]
  const collect = (event: Event): void => {
    if (!isThreadEvent(event)) return
    const history = collected.get(nameOf(canonicalKey(state, event)))
    if (history !== undefined && history.length < mostEvents) history.push(event)
  }
  const text = (line: string): void => {
    const record = readRecord(line)
    if (record.is === 'nothing') return
    if (record.is !== 'outbound') return record.events.forEach(collect)
    // A record without a phone number belongs to the number that its customer wrote to.
    const { phoneNumberId } = record.outbound
    for (const phone of phoneNumberId === null ? phoneNumbers : [phoneNumberId])
      outboundEvents(record.outbound, phone).forEach(collect)
  }
  for (const file of files)
    await readInput(file, stdin, { text, tooLong: () => undefined, progress: () => undefined })
  return collected
}
