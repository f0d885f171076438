import type { Writable } from 'node:stream'
import type { Progress } from '@guichet/laws'

/** Shows the current law; silent if the output is not a terminal. */
export interface LawsProgress {
  readonly update: (progress: Progress) => void
  readonly stop: () => void
}

const clearLine = '\r\u001b[K'
/** Milliseconds between two updates: often enough for eyes, seldom enough for terminals. */
const pause = 100

export const startLawsProgress = (stream: Writable & { readonly isTTY?: boolean }): LawsProgress => {
  if (stream.isTTY !== true) return { update: () => undefined, stop: () => undefined }
  let shownAt = 0
  return {
    update: ({ law, done, of, runs }) => {
      if (Date.now() - shownAt < pause) return
      shownAt = Date.now()
      stream.write(
        `${clearLine}${law === null ? 'short histories' : `law ${done + 1} of ${of}: ${law.id}`}, ` +
          `${runs} histories`,
      )
    },
    stop: () => void stream.write(clearLine),
  }
}
