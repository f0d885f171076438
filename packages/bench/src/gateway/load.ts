import { createHmac } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/**
 * Drives an HTTP server with signed webhooks over plain sockets, one request at a time on each: next to a
 * server on the same machine, a client must cost little.
 */
export interface Load {
  readonly port: number
  /** Whole HTTP requests. */
  readonly requests: readonly Buffer[]
  readonly connections: number
  /** Requests a second, evenly spread; `null`: as fast as they are answered. */
  readonly rate: number | null
}

/** What came of it. */
export interface Measured {
  readonly perSecond: number
  /** Milliseconds from when a request was due until its answer was there, in ascending order. */
  readonly latencies: readonly number[]
}

/** The latency below which that share of all lies, in milliseconds. */
export const quantile = (latencies: readonly number[], share: number): number =>
  latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? NaN

/** A signed webhook as bytes. */
export const requestOf = (body: string, secret: string): Buffer => {
  const bytes = Buffer.from(body)
  const signature = createHmac('sha256', secret).update(bytes).digest('hex')
  const head = [
    'POST /webhooks/whatsapp HTTP/1.1',
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    `Content-Length: ${bytes.length}`,
    `X-Hub-Signature-256: sha256=${signature}`,
    '',
    '',
  ]
  return Buffer.concat([Buffer.from(head.join('\r\n')), bytes])
}

/** Sends all requests; rejects at the first answer that is not 200. */
export const drive = async ({ port, requests, connections, rate }: Load): Promise<Measured> => {
  const latencies: number[] = []
  const start = performance.now()
  /** When a request is due: a server that is late makes all that wait behind it late, too. */
  const dueAt = (index: number): number => (rate === null ? performance.now() : start + (index * 1000) / rate)
  let next = 0
  const work = async (): Promise<void> => {
    const connection = await open(port)
    for (let index = next++; index < requests.length; index = next++) {
      const due = dueAt(index)
      const early = due - performance.now()
      if (early > 1) await new Promise((resolve) => setTimeout(resolve, early))
      await connection.exchange(requests[index] ?? Buffer.alloc(0))
      latencies.push(performance.now() - due)
    }
    connection.close()
  }
  await Promise.all(Array.from({ length: connections }, work))
  const seconds = (performance.now() - start) / 1000
  return { perSecond: requests.length / seconds, latencies: latencies.sort((a, b) => a - b) }
}

interface Connection {
  readonly exchange: (request: Buffer) => Promise<void>
  readonly close: () => void
}

const open = (port: number): Promise<Connection> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    socket.once('error', reject)
    socket.once('connect', () => resolve(connectionOf(socket)))
  })

const connectionOf = (socket: Socket): Connection => {
  let received = ''
  let waiting: { readonly resolve: () => void; readonly reject: (error: Error) => void } | null = null
  const fail = (reason: string): void => waiting?.reject(new Error(reason))
  socket.on('error', ({ message }) => fail(message))
  socket.on('close', () => fail('the server closed the connection'))
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1')
    if (!isWhole(received)) return
    const answer = received
    received = ''
    if (answer.startsWith('HTTP/1.1 200')) waiting?.resolve()
    else fail(`the server answered ${answer.slice(0, 200)}`)
  })
  return {
    exchange: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(request)
      }),
    close: () => {
      waiting = null
      socket.destroy()
    },
  }
}

/** Is all of an answer there? */
const isWhole = (text: string): boolean => {
  const end = text.indexOf('\r\n\r\n')
  if (end === -1) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1]
  if (length !== undefined) return text.length >= end + 4 + Number(length)
  return /\r\ntransfer-encoding: chunked/i.test(text.slice(0, end)) ? text.endsWith('0\r\n\r\n') : true
}
