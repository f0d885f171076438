import { isGraphPath } from '../connection/graph-path.ts'
import type { Note } from '../operations/notes.ts'
import type { TrailEntry } from '@guichet/runtime'

/** A request that was answered. */
export interface Answered {
  readonly method: string
  readonly path: string
  /** The pattern of its route. */
  readonly route: string
  readonly status: number
  readonly at: number
  readonly requestId: string
  readonly note: Note
}

/** Questions: they change nothing, whatever their method is. */
const asking = / \/(ask|plan)$/

/**
 * What the audit trail keeps of a request: what a key did or tried to do, without texts and without the customer.
 * `null`: it only read, or nobody is known who made it.
 */
export const actOf = ({ method, path, route, status, at, requestId, note }: Answered): TrailEntry | null => {
  const isActing = method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS' && !asking.test(route)
  if (note.key === undefined || !(isActing || status === 403)) return null
  const { key, outcome = null, reasons = null, code = null, problem = null, phoneNumberId = null } = note
  return {
    at,
    key,
    // A path of ours may hold a customer's id, so its pattern stands for it.
    action: isGraphPath(path) ? `${method} ${path.slice(0, longest)}` : route,
    status,
    outcome: outcome ?? problem,
    reasons,
    code,
    phoneNumberId,
    requestId,
  }
}

const longest = 200
