import { type GraphClientOptions, type Outcome, graphClient } from '@guichet/cloud-api'
import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { nobody, withServer, withSockets } from './servers.ts'

const send = (options: Partial<GraphClientOptions>): Promise<Outcome> =>
  graphClient({ accessToken: 'EAAG1', timeout: 20_000, ...options }).send({
    phoneNumberId: '106540352242922',
    body: { to: '33639980001', type: 'text', text: { body: 'Bonjour' } },
  })

/** What comes of a server that does this once the request is there. */
const against = (onRequest: (socket: Socket) => void, timeout?: number): Promise<Outcome> =>
  withSockets(
    (socket) => void socket.once('data', () => onRequest(socket)),
    ({ baseUrl }) => send(timeout === undefined ? { baseUrl } : { baseUrl, timeout }),
  )

const head = (status: string, ...headers: readonly string[]): string =>
  [`HTTP/1.1 ${status}`, 'content-type: application/json', ...headers, '', ''].join('\r\n')
const success = JSON.stringify({ messages: [{ id: 'wamid.1' }] })
const refusal = JSON.stringify({ error: { code: 131047, message: 'x' } })
const lost: Outcome = { outcome: 'unknown', reason: 'connection-lost' }
const late: Outcome = { outcome: 'unknown', reason: 'timed-out' }

test('where nobody listens, nothing was sent', async () => {
  const outcome = await send({ baseUrl: await nobody() })
  expect(outcome).toEqual({ outcome: 'failed', reason: 'no-connection', retryAfter: 1000 })
})

describe('it is not known what became of a message', () => {
  // Node's fetch connects anew where it had not written anything yet, so time may run out as well.
  test('when every connection is closed before the request is read', async () => {
    const outcome = await withSockets(
      (socket) => socket.destroy(),
      ({ baseUrl }) => send({ baseUrl, timeout: 200 }),
    )
    expect([lost, late]).toContainEqual(outcome)
  })

  test.each<readonly [string, (socket: Socket) => void]>([
    ['closed without an answer', (socket) => socket.end()],
    ['reset without an answer', (socket) => socket.resetAndDestroy()],
    ['closed within the headers', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-')],
    [
      'closed within the body',
      (socket) => socket.end(`${head('200 OK', `content-length: ${success.length}`)}${success.slice(0, 20)}`),
    ],
    [
      'closed within a refusal',
      (socket) => socket.end(`${head('400 Bad Request', `content-length: ${refusal.length + 9}`)}${refusal}`),
    ],
    [
      'closed within a chunk',
      (socket) => socket.end(`${head('200 OK', 'transfer-encoding: chunked')}ff\r\n${success}`),
    ],
    ['answered with garbage', (socket) => socket.end('\u0000\u0001 no HTTP at all\r\n\r\n')],
  ])('when the connection is %s', async (_, onRequest) => {
    expect(await against(onRequest)).toEqual(lost)
  })

  test('when there is never an answer; then the connection is let go', async () => {
    await withSockets(
      (socket) => void socket.resume(),
      async ({ baseUrl, closing }) => {
        expect(await send({ baseUrl, timeout: 100 })).toEqual(late)
        await closing
      },
    )
  })

  test('when the answer stops and stays open', async () => {
    const half = `${head('200 OK', `content-length: ${success.length}`)}${success.slice(0, 20)}`
    expect(await against((socket) => void socket.write(half), 100)).toEqual(late)
  })

  test('when the answer drips: the time is for the whole of it', async () => {
    const drip = (socket: Socket): void => {
      socket.write(head('200 OK', 'transfer-encoding: chunked'))
      const timer = setInterval(() => socket.write('1\r\n \r\n'), 5)
      socket.on('close', () => clearInterval(timer))
    }
    expect(await against(drip, 150)).toEqual(late)
  })

  test.each(['200 OK', '400 Bad Request'])('when the answer is huge: %s', async (status) => {
    let written = 0
    const pour = (socket: Socket): void => {
      const chunk = ' '.repeat(65_536)
      const more = (): void => {
        while (!socket.destroyed) {
          written += chunk.length
          if (!socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`))
            return void socket.once('drain', more)
        }
      }
      socket.write(head(status, 'transfer-encoding: chunked'))
      more()
    }
    expect(await against(pour)).toEqual({
      outcome: 'unknown',
      reason: 'answer-too-long',
      status: Number(status.slice(0, 3)),
    })
    // What the sockets hold between them comes on top of the megabyte that is read.
    expect(written).toBeLessThan(50_000_000)
  })
})

test('an answer in small pieces, a letter cut in two among them, is read as a whole', async () => {
  const bytes = new TextEncoder().encode(
    JSON.stringify({ error: { code: 131047, message: 'fenêtre fermée' } }),
  )
  const pieces = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (let n = 0; n < bytes.length; n++) controller.enqueue(bytes.subarray(n, n + 1))
      controller.close()
    },
  })
  const outcome = await send({ fetch: () => Promise.resolve(new Response(pieces, { status: 400 })) })
  expect(outcome).toMatchObject({ outcome: 'refused', code: 131047, message: 'fenêtre fermée' })
})

test('answers as long as one may be are still read', async () => {
  const outcome = await withServer(
    (_, response) => void response.end(success.padEnd(1_000_000)),
    ({ baseUrl }) => send({ baseUrl }),
  )
  expect(outcome).toMatchObject({ outcome: 'accepted', wamid: 'wamid.1' })
})

test('every message goes out once, also when its connection breaks', async () => {
  let requests = 0
  await withSockets(
    (socket) =>
      void socket.on('data', (data) => {
        requests += data.toString('latin1').split('POST /').length - 1
        socket.resetAndDestroy()
      }),
    async ({ baseUrl }) => {
      expect(await send({ baseUrl })).toEqual(lost)
      expect(requests).toBe(1)
    },
  )
})
