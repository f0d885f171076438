import { isStoreFailure } from '@guichet/runtime'
import { graphError } from '../connection/graph-error.ts'
import { isGraphPath } from '../connection/graph-path.ts'
import type { Parts } from '../parts.ts'
import { problem } from './problem.ts'

/** Answers for what nobody has foreseen. The log names it; the answer tells nothing of what is inside. */
export const failed = (fault: unknown, path: string, { log, surroundings }: Parts): Response => {
  const isStore = isStoreFailure(fault)
  const reason = isStore ? fault.kind : fault instanceof Error ? fault.name : typeof fault
  log({ level: 'error', event: isStore ? 'store failed' : 'request failed', at: surroundings.now(), reason })
  if (isGraphPath(path)) return isStore ? graphStore() : graphInternal()
  return isStore
    ? problem('store-unavailable', 'Nothing was done; try again later.', { headers: soon })
    : problem('internal', 'The request failed; the log has more.')
}

const soon = { 'retry-after': '5' }

const graphStore = (): Response =>
  graphError(
    503,
    {
      code: 131016,
      message: 'The store of the gateway cannot do its work now',
      details: 'Nothing was sent; try again later.',
      isTransient: true,
    },
    soon,
  )

const graphInternal = (): Response =>
  graphError(500, {
    code: 131000,
    message: 'Something went wrong in the gateway',
    details: 'Its log has more.',
  })
