import { copyWhole, isStoreFailure, type Copied } from '@guichet/runtime'
import { exit, write, type Io } from '../io.ts'
import { startProgress } from '../progress.ts'
import { count } from '../report/summary-words.ts'
import { withoutPassword } from '../store/location.ts'
import { openWhole, type NamedWhole } from '../store/whole.ts'

export interface CopyRequest {
  /** The URLs of the stores. */
  readonly from: string
  readonly to: string
  readonly format: 'text' | 'json'
}

/** `guichet copy`: copies a whole store into an empty one; resumes an interrupted copy. */
export const copyCommand = async ({ from, to, format }: CopyRequest, io: Io): Promise<number> => {
  const copied = await inOneLine(() =>
    withWhole(from, 'refuse', (source) =>
      withWhole(to, 'make', async (target) => {
        const bar = lateProgress(io)
        try {
          return await copyWhole({
            from: source.whole,
            to: target.whole,
            name: source.name,
            onProgress: bar.update,
          })
        } finally {
          bar.stop()
        }
      }),
    ),
  )
  const [source, target] = [withoutPassword(from), withoutPassword(to)]
  if (copied.is === 'refused') throw new Error(`nothing was copied to ${target}: ${copied.reason}`)
  const text =
    format === 'json'
      ? `${JSON.stringify({ from: source, to: target, ...toJson(copied) }, null, 2)}\n`
      : toText(copied, source, target)
  await write(io.stdout, text)
  if (copied.differing.length === 0) return exit.fine
  await write(
    io.stderr,
    `guichet: ${copied.differing.join(', ')}: ${source} changed during the copy. Stop every process that uses it, remove ${target}, and copy again.\n`,
  )
  return exit.found
}

const withWhole = async <Result>(
  url: string,
  missing: 'make' | 'refuse',
  use: (opened: NamedWhole) => Promise<Result>,
): Promise<Result> => {
  const opened = await openWhole(url, missing)
  try {
    return await use(opened)
  } finally {
    await opened.whole.close()
  }
}

/** A failure of a store becomes an error of one line. */
const inOneLine = async <Result>(action: () => Promise<Result>): Promise<Result> => {
  try {
    return await action()
  } catch (error) {
    if (!isStoreFailure(error)) throw error
    throw new Error(error.message.replaceAll(/\s*\n\s*/g, ' '), { cause: error })
  }
}

/** A progress bar that appears with the first page, when the number of rows is known. */
const lateProgress = (io: Io) => {
  let bar: ReturnType<typeof startProgress> | null = null
  return {
    update: (rows: number, of: number): void => {
      bar ??= startProgress(io.stderr, [of], 'copying')
      bar.update(rows)
    },
    stop: (): void => bar?.stop(),
  }
}

type Done = Copied & { readonly is: 'copied' }

const toJson = ({ isResumed, rows, differing }: Done) => ({
  resumed: isResumed,
  complete: differing.length === 0,
  rows,
  differing,
})

const toText = ({ isResumed, rows, differing }: Done, from: string, to: string): string => {
  const lines = Object.entries(rows).map(
    ([table, number]) => `  ${table.replaceAll('_', ' ').padEnd(14)} ${number}`,
  )
  const total = Object.values(rows).reduce((sum, number) => sum + number, 0)
  const end = differing.length === 0 ? 'Both hold the same.' : `They differ in ${differing.join(', ')}.`
  return `${isResumed ? 'Finished the copy of' : 'Copied'} ${from} to ${to}: ${count(total, 'row')}\n${lines.join('\n')}\n${end}\n`
}
