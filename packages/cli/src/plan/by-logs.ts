import type { Readable } from 'node:stream'
import { phoneNumbersOf } from '@guichet/core'
import { threadOf } from '@guichet/core/store'
import { readLogs } from '../ask/by-logs.ts'
import type { Unusable } from '../io.ts'
import type { PlanBasis, PlanInquiry } from './basis.ts'

/** Plans by logs. */
export const planByLogs = async (
  logs: readonly string[],
  inquiry: PlanInquiry,
  stdin: Readable,
): Promise<PlanBasis | Unusable> => {
  const read = await readLogs(logs, inquiry, stdin)
  if ('unusable' in read) return read
  const { engine, thread, request } = inquiry
  const { state, unread, refusals } = read
  return {
    name: 'the logs',
    phoneNumbers: phoneNumbersOf(state),
    isKnown: threadOf(state, thread).newest !== null,
    unread,
    plan: engine.plan(state, thread, { ...request, closedByMeta: refusals.closedAt(state, thread) }),
  }
}
