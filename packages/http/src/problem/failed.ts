import { isNotInPart, isStoreFailure } from '@guichet/runtime'
import { ofAnotherTenant } from '../access/forbidden.ts'
import { graphError } from '../connection/graph-error.ts'
import { isGraphPath } from '../connection/graph-path.ts'
import type { Parts } from '../parts.ts'
import { problem } from './problem.ts'

/** Answers an unexpected failure. The log names the cause; the answer reveals nothing about it. */
export const failed = (fault: unknown, path: string, { log, surroundings }: Parts): Response => {
  if (isNotInPart(fault)) return ofAnotherTenant(path)
  const isStore = isStoreFailure(fault)
  const reason = isStore ? fault.kind : fault instanceof Error ? fault.name : typeof fault
  log({ level: 'error', event: isStore ? 'store failed' : 'request failed', at: surroundings.now(), reason })
  if (isGraphPath(path)) return isStore ? graphStore() : graphInternal()
  return isStore
    ? problem(
        'store-unavailable',
        'The store of the gateway is unavailable, and nothing was done. Send the request again later.',
        { headers: soon },
      )
    : problem('internal', 'The request failed inside the gateway. The log of the gateway has the cause.')
}

const soon = { 'retry-after': '5' }

const graphStore = (): Response =>
  graphError(
    503,
    {
      code: 131016,
      message: 'The store of the gateway is unavailable',
      details: 'Nothing was sent. Send the request again later.',
      isTransient: true,
    },
    soon,
  )

const graphInternal = (): Response =>
  graphError(500, {
    code: 131000,
    message: 'The gateway failed',
    details: 'The log of the gateway has the cause.',
  })
