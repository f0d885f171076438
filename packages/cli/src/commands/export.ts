import { engine } from '@guichet/core'
import { exit, write, type Io } from '../io.ts'
import { inChunks } from '../store/lines.ts'
import { writeWhole } from '../store/whole-file.ts'
import { withStore } from '../store/with-store.ts'

export interface ExportRequest {
  /** The URL of the store. */
  readonly url: string
  /** Where the events go; standard output unless named. */
  readonly out: string | null
}

/** `guichet export`: writes every event of a store, one a line, in the order of arrival. */
export const exportCommand = ({ url, out }: ExportRequest, io: Io): Promise<number> =>
  withStore({ url, engine: engine(), missing: 'refuse', now: io.now }, async ({ runtime }) => {
    const texts = inChunks(runtime.exportEvents())
    if (out !== null) await writeWhole(out, texts)
    else for await (const text of texts) await write(io.stdout, text)
    await write(io.stderr, leftOut)
    return exit.fine
  })

/** An export does not move a store: the copy would send twice and bring erased customers back. */
export const leftOut =
  'guichet: the export contains events only, without idempotency keys, messages of unknown outcome, erasures, findings, unread inputs and webhook bodies; to move a store, use guichet copy.\n'
