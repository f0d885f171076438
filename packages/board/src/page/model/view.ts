import { fieldsOf, instantOf, textOf, type Instant } from './json.ts'
import { readThread, type Thread } from './thread.ts'

/** A thread and its present state. */
export interface ThreadView {
  readonly thread: Thread
  readonly now: Instant | null
  readonly phase: string
  readonly conversation: {
    readonly initiatedBy: string
    readonly startedAt: Instant | null
    readonly closesAt: Instant | null
  } | null
  readonly entryPoint: {
    readonly state: string
    readonly replyBy: Instant | null
    readonly closesAt: Instant | null
  } | null
  readonly rulebook: string | null
}

/** Reads a thread's view; `null` for anything else. */
export const readView = (json: unknown): ThreadView | null => {
  const fields = fieldsOf(json)
  const thread = readThread(fields)
  if (thread === null) return null
  const view = fieldsOf(fields['view'])
  const conversation = fieldsOf(view['conversation'])
  const entryPoint = fieldsOf(view['entryPoint'])
  const initiatedBy = textOf(conversation['initiatedBy'])
  const state = textOf(entryPoint['state'])
  return {
    thread,
    now: instantOf(fields['now']),
    phase: textOf(view['phase']) ?? 'closed',
    conversation:
      initiatedBy === null
        ? null
        : {
            initiatedBy,
            startedAt: instantOf(conversation['startedAt']),
            closesAt: instantOf(conversation['closesAt']),
          },
    entryPoint:
      state === null
        ? null
        : { state, replyBy: instantOf(entryPoint['replyBy']), closesAt: instantOf(entryPoint['closesAt']) },
    rulebook: textOf(view['rulebook']),
  }
}
