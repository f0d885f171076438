import type { Engine } from '@guichet/core'
import { turningClock } from '../import/clock.ts'
import { startImport } from '../import/importer.ts'
import type { ImportResult } from '../import/tally.ts'
import { readInput, sizeOf, type ReadFailure } from '../input/read.ts'
import { exit, write, type Io } from '../io.ts'
import { startProgress } from '../progress.ts'
import { importToJson, importToText } from '../report/import-report.ts'
import { withStore, type OpenStore } from '../store/with-store.ts'

/** The arguments of `guichet import`. */
export interface ImportRequest {
  /** The URL of the store. */
  readonly url: string
  /** Paths; `-` is standard input. */
  readonly files: readonly string[]
  readonly engine: Engine
  readonly format: 'text' | 'json'
}

/** `guichet import`: reads logs into a store. Known events are skipped, so it may be repeated. */
export const importCommand = async (request: ImportRequest, io: Io): Promise<number> => {
  const { url, engine, files, format } = request
  const clock = turningClock(io.now)
  const { result, failures } = await withStore({ url, engine, missing: 'make', now: clock.now }, (open) =>
    importFiles(open, files, clock.turn, io),
  )
  if (failures.length === 0 || result.tally.lines > 0)
    await write(
      io.stdout,
      format === 'json'
        ? `${JSON.stringify(importToJson(result, files.length > 1), null, 2)}\n`
        : importToText(result),
    )
  for (const { file, reason } of failures) await write(io.stderr, `guichet: ${file}: ${reason}\n`)
  if (failures.length > 0) return exit.unusable
  return result.tally.unread > 0 ? exit.found : exit.fine
}

interface Imported {
  readonly result: ImportResult
  readonly failures: readonly ReadFailure[]
}

const importFiles = async (
  open: OpenStore,
  files: readonly string[],
  turn: () => void,
  io: Io,
): Promise<Imported> => {
  if (files.includes('-') && io.stdin.isTTY === true)
    await write(io.stderr, 'guichet: reading from the terminal; give a FILE, or end with Ctrl-D\n')
  const importer = startImport(open, turn)
  const progress = startProgress(io.stderr, await Promise.all(files.map(sizeOf)))
  const failures: ReadFailure[] = []
  try {
    for (const file of files) {
      const failure = await readInput(file, io.stdin, {
        text: (text, line) => importer.take(text, file, line),
        tooLong: (line, bytes) =>
          importer.skip({
            file,
            line,
            path: '$',
            reason: `the text has ${bytes} bytes, more than any webhook body`,
          }),
        progress: progress.update,
        room: importer.keepUp,
      })
      progress.next()
      if (failure !== null) failures.push(failure)
    }
    return { result: await importer.finish(), failures }
  } catch (error) {
    await write(
      io.stderr,
      'guichet: the import ended early; the imported part stays; run the same import again to finish it\n',
    )
    throw error
  } finally {
    progress.stop()
  }
}
