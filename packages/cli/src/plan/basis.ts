import type { Either, Engine, Plan, PlanRequest, ThreadKey, TooOld } from '@guichet/core'
import type { Basis } from '../ask/basis.ts'

/** A message to plan in a thread. */
export interface PlanInquiry {
  readonly engine: Engine
  readonly thread: ThreadKey
  readonly request: PlanRequest
}

/** The plan, and its source: logs or a store. */
export interface PlanBasis extends Pick<Basis, 'name' | 'phoneNumbers' | 'isKnown' | 'unread'> {
  readonly plan: Either<TooOld, Plan>
}
