import type { Instant } from '../model/json.ts'
import { keyOf, type Thread } from '../model/thread.ts'
import { counted, customerInWords } from '../words/text.ts'
import { durationInWords } from '../words/time.ts'
import { deadlineOf, LAST_MINUTES } from './deadline.ts'

/** The announcements so far: each thread with its deadline, so that a new window is announced again. */
export type Announced = ReadonlySet<string>

/** The next announcement for screen readers; `null` if there is none. Each deadline is announced once. */
export const announce = (
  announced: Announced,
  threads: readonly Thread[],
  now: Instant,
): { readonly say: string | null; readonly announced: Announced } => {
  const near = threads.flatMap((thread) => {
    const deadline = deadlineOf(thread, now)
    return deadline === null || deadline.at - now > LAST_MINUTES
      ? []
      : [{ thread, deadline, name: `${keyOf(thread)} ${deadline.at}` }]
  })
  const fresh = near.filter(({ name }) => !announced.has(name)).sort((a, b) => a.deadline.at - b.deadline.at)
  const [first] = fresh
  return {
    say:
      first === undefined
        ? null
        : fresh.length === 1
          ? `${customerInWords(first.thread)} ${first.deadline.what === 'window' ? 'closes' : 'is to be answered'} within ${durationInWords(first.deadline.at - now)}.`
          : `${counted(fresh.length, 'deadline')} within 10 minutes. First ${customerInWords(first.thread)}, in ${durationInWords(first.deadline.at - now)}.`,
    announced: new Set(near.map(({ name }) => name)),
  }
}
