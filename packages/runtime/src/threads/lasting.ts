import { HOUR, isWindowRefusal, type Duration, type Engine, type Instant, type Thread } from '@guichet/core'
import { opensServiceWindow, sendingOf } from '@guichet/core/store'

/** How long a customer service window lasts under the rules of that instant (G6). */
export const windowLength = ({ rulesAt }: Engine, at: Instant): Duration =>
  rulesAt(at).rules.serviceWindow.hours * HOUR

/** The end of a thread's latest window, and WhatsApp's last word on it, read off all that is known. */
export const lastingOf = (
  thread: Thread,
  engine: Engine,
): { readonly windowClosesAt: Instant | null; readonly closedByMeta: Instant | null } => {
  const { latestOpener } = thread.base
  let windowClosesAt = latestOpener === null ? null : latestOpener + windowLength(engine, latestOpener)
  let closedByMeta: Instant | null = null
  for (let rest = thread.facts; rest !== null; rest = rest.earlier) {
    const { event } = rest
    if (opensServiceWindow(event, engine.rulesAt(event.at)).opens)
      windowClosesAt = Math.max(windowClosesAt ?? -Infinity, event.at + windowLength(engine, event.at))
    if (event.type !== 'message-status' || event.status !== 'failed') continue
    if (isWindowRefusal(event.errorCode ?? null))
      closedByMeta = Math.max(closedByMeta ?? -Infinity, sendingOf(thread, event))
  }
  return { windowClosesAt, closedByMeta }
}
