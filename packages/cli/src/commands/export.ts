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

/** `guichet export`: every event of a store, one a line, in the order in which they came. */
export const exportCommand = ({ url, out }: ExportRequest, io: Io): Promise<number> =>
  withStore({ url, engine: engine(), missing: 'refuse', now: io.now }, async ({ runtime }) => {
    const texts = inChunks(runtime.exportEvents())
    if (out !== null) await writeWhole(out, texts)
    else for await (const text of texts) await write(io.stdout, text)
    return exit.fine
  })
