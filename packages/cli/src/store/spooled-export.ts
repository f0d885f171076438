import { engine } from '@guichet/core'
import { inTemporaryFile } from '../input/spool.ts'
import { inChunks } from './lines.ts'
import { withStore } from './with-store.ts'

/** Runs an action on a temporary file with every event of a store. */
export const inExportOf = <Result>(
  url: string,
  now: () => number,
  action: (path: string) => Promise<Result>,
): Promise<Result> =>
  withStore({ url, engine: engine(), missing: 'refuse', now }, ({ runtime }) =>
    inTemporaryFile(inChunks(runtime.exportEvents()), action),
  )
