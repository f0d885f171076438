import {
  canonicalKey,
  isThreadEvent,
  threadsOf,
  type Event,
  type State,
  type ThreadEvent,
  type ThreadKey,
} from '@guichet/core'
import { outboundEvents, readRecord, type AuditResult } from '@guichet/cli/audit'
import { readLog } from './read-log.ts'
import type { ListedThread } from './report.ts'
import type { NamedBlob } from './request.ts'

const nameOf = ({ phoneNumberId, customer }: ThreadKey): string => `${phoneNumberId}/${customer}`

/** So many events give a picture that still can be read. */
const mostEvents = 5000

/** The threads of a log: those with most findings first, then those that lived last. */
export const threadsIn = ({ state, findings }: AuditResult): readonly ListedThread[] => {
  const found = new Map<string, number>()
  for (const finding of findings) found.set(nameOf(finding), (found.get(nameOf(finding)) ?? 0) + 1)
  return [...threadsOf(state)]
    .map(({ phoneNumberId, customer, thread }) => ({
      phoneNumberId,
      customer,
      newest: thread.newest,
      findings: found.get(nameOf({ phoneNumberId, customer })) ?? 0,
    }))
    .sort((a, b) => b.findings - a.findings || (b.newest ?? 0) - (a.newest ?? 0))
}

/** The events of one thread, in a pass of their own over the log. */
export const eventsOf = async (
  thread: ThreadKey,
  files: readonly NamedBlob[],
  state: State,
): Promise<readonly ThreadEvent[]> => {
  const wanted = nameOf(canonicalKey(state, thread))
  const found: ThreadEvent[] = []
  const text = (line: string): void => {
    if (found.length >= mostEvents) return
    for (const event of eventsIn(line, thread.phoneNumberId))
      if (isThreadEvent(event) && nameOf(canonicalKey(state, event)) === wanted) found.push(event)
  }
  for (const { blob } of files)
    await readLog(blob, { text, tooLong: () => undefined, progress: () => undefined })
  return found
}

/** The events of one text; an outbound record that names no number belongs to the one that is asked for. */
const eventsIn = (text: string, phoneNumberId: string): readonly Event[] => {
  const record = readRecord(text)
  if (record.is === 'nothing') return []
  return record.is === 'outbound'
    ? outboundEvents(record.outbound, record.outbound.phoneNumberId ?? phoneNumberId)
    : record.events
}
