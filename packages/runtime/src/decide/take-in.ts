import { writeEvent } from '../event-text.ts'
import type { UnreadRow } from '../store/rows.ts'
import type { TakeIn } from './command.ts'
import type { Done } from './done.ts'
import type { Draft } from './draft.ts'
import { acceptByEcho } from './echo.ts'
import type { Became, TakenInEach } from './results.ts'

/** Takes events in, and accepts the sends that they echo. */
export const takeIn = (
  draft: Draft,
  { source, events, echoes, unread, journal, jobs = [] }: TakeIn,
): Done<TakenInEach> => {
  const counts = { absorbed: 0, duplicates: 0, late: 0, erased: 0 }
  const became: Became[] = []
  const { recordedAt: receivedAt } = draft
  const inputs = unread.map((one): UnreadRow => ({ source, receivedAt, ...one }))
  for (const { index, event, name } of events) {
    const outcome = draft.absorb(event, name)
    became.push(outcome === 'refused' ? 'late' : outcome)
    if (outcome === 'absorbed') counts.absorbed++
    else if (outcome === 'duplicate') counts.duplicates++
    else if (outcome === 'erased') counts.erased++
    else {
      counts.late++
      const text = JSON.stringify({ reason: lateReason, event: JSON.parse(writeEvent(event)) })
      inputs.push({ source, receivedAt, index, text })
    }
  }
  for (const echo of echoes) acceptByEcho(draft, echo)
  const isKept = counts.erased === 0
  return {
    result: { ...counts, became },
    unread: inputs,
    ...(isKept && journal !== null ? { journal } : {}),
    ...(isKept ? { jobs } : {}),
  }
}

const lateReason = 'older than the lateness horizon'
