import type { Hono } from 'hono'
import type { Changed } from '@guichet/runtime'
import type { Timer } from '../../src/changes/timer.ts'
import type { Parts } from '../../src/parts.ts'

/** A server-sent event as a client reads it. */
export interface Heard {
  readonly event: string
  readonly data: Readonly<Record<string, unknown>>
}

/** A client of `GET /events`. */
export interface Client {
  readonly response: Response
  /** What comes next, as it came; `null` at the end of the stream. */
  readonly read: () => Promise<string | null>
  /** The events that come next, without heartbeats; `null` at the end of the stream. */
  readonly hear: () => Promise<readonly Heard[] | null>
  readonly cancel: () => Promise<void>
}

export const connect = async (app: Hono, signal?: AbortSignal): Promise<Client> => {
  const response = await app.request('/events', signal === undefined ? {} : { signal })
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader()
  const decoder = new TextDecoder()
  const read = async (): Promise<string | null> => {
    const { done, value } = await reader.read()
    return done ? null : decoder.decode(value)
  }
  return {
    response,
    read,
    hear: async () => {
      const text = await read()
      return text === null ? null : eventsIn(text)
    },
    cancel: () => reader.cancel(),
  }
}

/** The events in a piece of a stream. Pieces end where events end. */
export const eventsIn = (text: string): readonly Heard[] =>
  text
    .split('\n\n')
    .filter((block) => block !== '' && !block.startsWith(':'))
    .map((block) => {
      const fields = new Map(
        block.split('\n').map((line) => [line.split(': ', 1)[0], line.replace(/^\w+: /, '')]),
      )
      return {
        event: fields.get('event') ?? '',
        data: JSON.parse(fields.get('data') ?? '') as Readonly<Record<string, unknown>>,
      }
    })

/** A timer that ticks when it is told to. */
export interface HandTimer {
  readonly timer: Timer
  readonly tick: () => void
  /** How often each of the running timers ticks. */
  readonly running: () => readonly number[]
}

export const handTimer = (): HandTimer => {
  const ticks = new Map<() => void, number>()
  return {
    timer: (every, tick) => {
      const own = (): void => tick()
      ticks.set(own, every)
      return () => {
        ticks.delete(own)
      }
    },
    tick: () => {
      for (const tick of ticks.keys()) tick()
    },
    running: () => [...ticks.values()],
  }
}

/** The same parts, and how many listen to the runtime's changes; what is told to them can be made up. */
export interface Overheard {
  readonly parts: Parts
  readonly listening: () => number
  readonly tell: (changed: Changed) => void
}

export const overhear = (parts: Parts): Overheard => {
  const listeners = new Set<(changed: Changed) => void>()
  const { runtime } = parts
  return {
    parts: {
      ...parts,
      runtime: {
        ...runtime,
        onChange: (listener) => {
          const stop = runtime.onChange(listener)
          listeners.add(listener)
          return () => {
            stop()
            listeners.delete(listener)
          }
        },
      },
    },
    listening: () => listeners.size,
    tell: (changed) => {
      for (const listener of listeners) listener(changed)
    },
  }
}
