import { isRight, type Charge, type Engine, type Instant, type MessageStatus } from '@guichet/core'
import type { KnownTemplates, Thread } from '@guichet/core'
import { categoryUnknown, refusedInsideWindow } from '../findings.ts'
import type { FindingRow } from '../store/rows.ts'
import { storableId } from '../text.ts'

/** A finding about a thread. */
export type ThreadFinding = Omit<FindingRow, 'phoneNumberId' | 'customer'>

/** WhatsApp refused a message because of a window; `null` unless it is open by our events (CSW-5). */
export const disagreement = (
  { message, at }: MessageStatus,
  sentAt: Instant,
  { thread, templates }: { readonly thread: Thread; readonly templates: KnownTemplates },
  engine: Engine,
): ThreadFinding | null => {
  const seen = engine.thread.view(thread, sentAt, { templates })
  const window = isRight(seen) ? seen.right.serviceWindow : null
  if (window === null) return null
  return {
    message: storableId(message),
    code: refusedInsideWindow,
    at,
    text: JSON.stringify({ because: ['CSW-5'], window }),
  }
}

/** A charge was settled with an unknown category, which may become known; `null` where nothing names the template. */
export const withoutCategory = ({ message, sentAt, uncategorised }: Charge): ThreadFinding | null =>
  uncategorised === undefined
    ? null
    : {
        message: storableId(message),
        code: categoryUnknown,
        at: sentAt,
        text: JSON.stringify(uncategorised),
      }
