import cliProgress from 'cli-progress'
import type { Writable } from 'node:stream'

/** Shows the progress of reading; silent if the output is not a terminal. */
export interface Progress {
  /** Bytes of the current input read so far. */
  readonly update: (bytes: number) => void
  /** The current input is done. */
  readonly next: () => void
  readonly stop: () => void
}

const silent: Progress = { update: () => undefined, next: () => undefined, stop: () => undefined }

/** Starts a bar over inputs of these sizes (`null`: not known, so that one is left out of the sum). */
export const startProgress = (
  stream: Writable & { readonly isTTY?: boolean },
  sizes: readonly (number | null)[],
  doing = 'reading',
): Progress => {
  const total = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)
  if (stream.isTTY !== true || total === 0) return silent
  const bar = new cliProgress.SingleBar({
    stream,
    clearOnComplete: true,
    hideCursor: true,
    format: `${doing} {bar} {percentage} % | {eta_formatted} left`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
  })
  bar.start(total, 0)
  let done = 0
  let input = 0
  return {
    update: (bytes) => bar.update(Math.min(total, done + ((sizes[input] ?? null) === null ? 0 : bytes))),
    next: () => {
      done += sizes[input++] ?? 0
      bar.update(done)
    },
    stop: () => bar.stop(),
  }
}
