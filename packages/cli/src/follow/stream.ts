import type { Readable } from 'node:stream'
import { beginning, noMark, type Followed } from './followed.ts'

/** Follows a pipe to its end, or until `stopped`. What is not asked for stays in the pipe. */
export async function* followStream(source: Readable, stopped: AbortSignal): AsyncGenerator<Followed, void> {
  yield { is: 'file', file: '-', from: beginning, mark: noMark }
  const chunks = source[Symbol.asyncIterator]()
  const atStop = new Promise<null>((resolve) => {
    if (stopped.aborted) resolve(null)
    stopped.addEventListener('abort', () => resolve(null), { once: true })
  })
  for (;;) {
    const next = await Promise.race([chunks.next(), atStop])
    if (next === null) break
    if (next.done === true) {
      yield { is: 'whole' }
      break
    }
    yield { is: 'bytes', bytes: Buffer.from(next.value) }
  }
  source.destroy()
}
