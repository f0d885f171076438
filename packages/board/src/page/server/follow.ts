import type { Client } from './client.ts'
import { eventReader, type ServerEvent } from './events.ts'

/** The handlers of the stream of changes. */
export interface Listener {
  /** The stream is connected, again; from its first event on, every change arrives. */
  readonly connected: () => void
  readonly changed: (event: ServerEvent) => void
  /** The stream ended, or could not be opened. */
  readonly lost: () => void
  readonly wrongKey: () => void
}

/** The waiting times of the stream. */
export interface Patience {
  /** Resolves after that many milliseconds, or when the signal aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** Without a byte, even of a heartbeat, in this time, in milliseconds, the connection counts as dead. */
  readonly silence: number
}

const longestWait = 15_000

/** A running stream of changes. */
export interface Followed {
  readonly stop: () => void
  /** Connects at once instead of waiting. */
  readonly hurry: () => void
}

/** Follows the server's changes until it is stopped, and reconnects after every end. */
export const follow = (client: Client, listener: Listener, { wait, silence }: Patience): Followed => {
  const stopped = new AbortController()
  let pause = new AbortController()

  /** Reads until the stream ends or was silent for too long; resolves with the server's wait. */
  const read = async (body: ReadableStream<Uint8Array>, watch: AbortController): Promise<number | null> => {
    const reader = body.getReader()
    const decoder = new TextDecoder()
    const heard = eventReader()
    let retry: number | null = null
    for (;;) {
      const { done, value } = await inTime(reader.read(), watch)
      if (done) return retry
      const { events, retry: asked } = heard(decoder.decode(value, { stream: true }))
      retry = asked ?? retry
      for (const event of events) listener.changed(event)
    }
  }

  const inTime = async <Result>(reading: Promise<Result>, watch: AbortController): Promise<Result> => {
    const heard = new AbortController()
    void wait(silence, heard.signal).then(() => {
      if (!heard.signal.aborted) watch.abort()
    })
    return reading.finally(() => heard.abort())
  }

  /**
   * One connection, from its beginning to its end; resolves with the wait before the next, or `null` for
   * none.
   */
  const connect = async (
    failures: number,
  ): Promise<{ readonly failures: number; readonly wait: number } | null> => {
    const watch = new AbortController()
    const stop = (): void => watch.abort()
    stopped.signal.addEventListener('abort', stop)
    try {
      const response = await client.stream('/events', watch.signal)
      if (response === 'wrong-key') {
        listener.wrongKey()
        return null
      }
      if (response === 'failed') return { failures: failures + 1, wait: waitAfter(failures + 1) }
      listener.connected()
      const retry = response.body === null ? null : await read(response.body, watch).catch(() => null)
      return { failures: 0, wait: Math.min(retry ?? waitAfter(1), longestWait) }
    } finally {
      stopped.signal.removeEventListener('abort', stop)
    }
  }

  const run = async (): Promise<void> => {
    let failures = 0
    while (!stopped.signal.aborted) {
      const ended = await connect(failures)
      if (ended === null || stopped.signal.aborted) return
      listener.lost()
      failures = ended.failures
      pause = new AbortController()
      await wait(ended.wait, pause.signal)
    }
  }
  void run()
  return {
    stop: () => {
      stopped.abort()
      pause.abort()
    },
    hurry: () => pause.abort(),
  }
}

/** The wait after this many failures in a row, in milliseconds: 2, 4, 8 seconds and so on, at most 15. */
export const waitAfter = (failures: number): number =>
  Math.min(1000 * 2 ** Math.min(failures, 10), longestWait)
