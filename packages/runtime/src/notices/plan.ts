import { HOUR, toIso, type Duration, type Instant } from '@guichet/core'
import { parcelText } from '../forwarding/parcel.ts'
import type { NewJob } from '../store/jobs.ts'
import { digestOf } from '../text.ts'
import type { Notice, NoticeKind } from './notice.ts'

/** Who gets which notices, and how early. */
export interface NoticePlan {
  readonly targets: readonly NoticeTarget[]
  /** How long before a window closes `window-closing` is due. */
  readonly closingBefore: Duration
}

/** An endpoint that gets some kinds of notices. */
export interface NoticeTarget {
  /** Its queue, as in `ForwardWork`. */
  readonly queue: string
  readonly kinds: readonly NoticeKind[]
}

/** Nobody gets any. */
export const noNotices: NoticePlan = { targets: [], closingBefore: HOUR }

/** Does anybody get notices of one of these kinds? */
export const wantsAny = ({ targets }: NoticePlan, ...kinds: readonly NoticeKind[]): boolean =>
  targets.some((target) => target.kinds.some((kind) => kinds.includes(kind)))

/** The jobs that hand notices on. The same notice gives the same jobs, which are added once. */
export const noticeJobs = (
  { targets }: NoticePlan,
  notices: readonly Notice[],
  madeAt: Instant,
): readonly NewJob[] =>
  notices.flatMap(({ type, at, name, lanes, says }) => {
    const id = digestOf(JSON.stringify([type, ...name])).slice(0, 32)
    return targets
      .filter(({ kinds }) => kinds.includes(type))
      .map(({ queue }) => ({
        id: digestOf(`${queue}\n${id}`).slice(0, 32),
        queue,
        phoneNumberId: '',
        awaits: null,
        dueAt: null,
        madeAt,
        text: parcelText({ lanes, madeAt, event: type }),
        payload: JSON.stringify({ type, id, at: toIso(at), ...says }),
      }))
  })
