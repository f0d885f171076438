import { describe, expect, it } from 'vitest'
import type { Client } from '../src/page/server/client.ts'
import { follow, waitAfter, type Listener } from '../src/page/server/follow.ts'
import { settled, virtualTime, type VirtualTime } from './support/virtual-time.ts'

/** What a connection does: says things, then ends or stays silent; or is not to be had. */
type Connection =
  | 'failed'
  | 'wrong-key'
  | { readonly says: readonly (string | Uint8Array)[]; readonly ends: 'end' | 'silence' }

interface Watched {
  readonly told: readonly string[]
  readonly time: VirtualTime
  readonly stop: () => void
  readonly hurry: () => void
}

/** Follows connections, one after the other; after the last, it stops. */
const watch = (connections: readonly Connection[]): Watched => {
  const time = virtualTime()
  const told: string[] = []
  const tell = (words: string): void => void told.push(`${time.now()} ${words}`)
  const rest = [...connections]
  const stream: Client['stream'] = async (_path, signal) => {
    const next = rest.shift()
    if (next === undefined) {
      followed.stop()
      return 'failed'
    }
    return typeof next === 'string' ? next : new Response(bodyOf(next, signal))
  }
  const unused = (): Promise<never> => Promise.reject(new Error('only the stream is used'))
  const listener: Listener = {
    connected: () => tell('connected'),
    changed: ({ name }) => tell(name),
    lost: () => tell('lost'),
    wrongKey: () => tell('wrong key'),
  }
  const followed = follow({ get: unused, post: unused, picture: unused, stream }, listener, {
    silence: 40_000,
    wait: (milliseconds, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve())
        time.later(resolve, milliseconds)
      }),
  })
  return { told, time, stop: followed.stop, hurry: followed.hurry }
}

const bodyOf = (
  { says, ends }: Exclude<Connection, string>,
  signal: AbortSignal,
): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      for (const text of says)
        controller.enqueue(typeof text === 'string' ? new TextEncoder().encode(text) : text)
      if (ends === 'end') controller.close()
      else signal.addEventListener('abort', () => controller.error(signal.reason))
    },
  })

const ready = { says: ['event: ready\ndata: {}\n\n'], ends: 'end' } as const

describe('changes are followed', () => {
  it('again and again, with a wait that grows while there is no connection', async () => {
    const { told, time } = watch(['failed', 'failed', 'failed', ready, 'failed'])
    await time.runAll()
    expect(told).toEqual([
      '0 lost',
      '2000 lost',
      '6000 lost',
      '14000 connected',
      '14000 ready',
      '14000 lost',
      '16000 lost',
    ])
    expect([1, 2, 3, 4, 5, 5000].map(waitAfter)).toEqual([2000, 4000, 8000, 15_000, 15_000, 15_000])
  })

  it('after the wait that the server asks for', async () => {
    const { told, time } = watch([{ says: ['retry: 500\n\n'], ends: 'end' }, ready])
    await time.runAll()
    expect(told.slice(0, 3)).toEqual(['0 connected', '0 lost', '500 connected'])
  })

  it('anew when nothing was heard for long, not so much as a heartbeat', async () => {
    const { told, time } = watch([{ says: [': heartbeat\n\n'], ends: 'silence' }, ready])
    await time.runAll()
    expect(told.slice(0, 3)).toEqual(['0 connected', '40000 lost', '42000 connected'])
  })

  it('never with a key that is wrong', async () => {
    const { told, time } = watch(['wrong-key', ready])
    await time.runAll()
    expect(told).toEqual(['0 wrong key'])
  })

  it('no longer than they are wanted, and at once when one hurries', async () => {
    const stopped = watch([{ says: [], ends: 'silence' }, ready])
    await settled()
    stopped.stop()
    await stopped.time.runAll()
    expect(stopped.told).toEqual(['0 connected'])

    const hurried = watch(['failed', ready])
    await settled()
    hurried.hurry()
    await settled()
    expect(hurried.told.slice(0, 2)).toEqual(['0 lost', '0 connected'])
  })

  it('in letters that a piece cuts in two', async () => {
    const bytes = new TextEncoder().encode('event: é\ndata: {}\n\n')
    const { told, time } = watch([{ says: [bytes.slice(0, 8), bytes.slice(8)], ends: 'end' }])
    await time.runAll()
    expect(told[1]).toBe('0 é')
  })
})
