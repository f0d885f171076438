import pg from 'pg'
import type { Changed, Store } from '@guichet/runtime'
import { channel, heardIn, type Notifier } from './notice.ts'
import type { Settings } from './options.ts'

/** How long to wait before a lost connection is made again, in milliseconds. */
const pause = 1_000
/** How often a connection is asked whether it still stands, for it never sends anything by itself. */
const heartbeat = 15_000

/** A listener's connection, which comes back by itself. */
export interface Listening {
  readonly listen: Store['listen']
  /** Ends all of them. */
  readonly close: () => void
}

/** Hears what the other processes on the schema commit, on a connection of its own while somebody listens. */
export const listeningOn = (settings: Settings, own: Notifier): Listening => {
  const running = new Set<() => void>()
  let isClosed = false
  return {
    listen: (listener) => {
      if (isClosed) return () => undefined
      const end = hear(settings, own, listener)
      running.add(end)
      return () => {
        running.delete(end)
        end()
      }
    },
    close: () => {
      isClosed = true
      for (const end of running) end()
      running.clear()
    },
  }
}

const hear = (settings: Settings, own: Notifier, listener: (changed: Changed) => void): (() => void) => {
  const over = new AbortController()
  const { signal } = over
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await connection(settings, own, signal, (changed) => {
        if (!signal.aborted) listener(changed)
      }).catch(() => undefined)
      await wait(pause, signal)
    }
  }
  void run()
  return () => over.abort()
}

/** One connection, from its beginning to its end. It does not hear what was committed before it began. */
const connection = async (
  settings: Settings,
  own: Notifier,
  signal: AbortSignal,
  listener: (changed: Changed) => void,
): Promise<void> => {
  const client = new pg.Client({
    connectionString: settings.url,
    connectionTimeoutMillis: settings.connectTimeout,
    query_timeout: heartbeat,
    fallback_application_name: 'guichet listener',
    keepAlive: true,
  })
  const lost = new AbortController()
  const ended = AbortSignal.any([signal, lost.signal])
  client.on('error', () => lost.abort())
  client.on('end', () => lost.abort())
  client.on('notification', ({ payload = '' }) => heardIn(payload, own).forEach(listener))
  try {
    await client.connect()
    await client.query(`LISTEN ${channel}`)
    listener({ is: 'reload' })
    while (!ended.aborted) {
      await wait(heartbeat, ended)
      if (!ended.aborted) await client.query('SELECT 1')
    }
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Waits so long, or until the signal aborts. No process is kept alive by it. */
const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    timer.unref()
    signal.addEventListener('abort', done, { once: true })
  })
