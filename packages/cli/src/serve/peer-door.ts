import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Piece, Runtime } from '@guichet/runtime'
import { lineTarget, secretHeader } from './peer-line.ts'
import { linesIn } from './peer-text.ts'

/** Where other processes come in with what they hand on. */
export interface PeerDoor {
  /** Takes a CONNECT request of HTTP. */
  readonly onConnect: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** Takes nothing more, answers what came in, and ends the lines. */
  readonly close: () => Promise<void>
}

/** Lets in those who know the secret. */
export const peerDoor = (secret: string, runtime: Pick<Runtime, 'performFor'>): PeerDoor => {
  const lines = new Set<Line>()
  let isClosed = false
  return {
    onConnect: (request, socket, head) => {
      socket.on('error', () => undefined)
      if (isClosed || request.url !== lineTarget || !isSame(request.headers[secretHeader], secret)) {
        // As a server answers that knows no CONNECT.
        socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
        return
      }
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      const line = openLine(socket, head, runtime)
      lines.add(line)
      socket.once('close', () => lines.delete(line))
    },
    close: async () => {
      isClosed = true
      await Promise.all([...lines].map((line) => line.close()))
    },
  }
}

interface Line {
  readonly close: () => Promise<void>
}

const openLine = (socket: Duplex, head: Buffer, { performFor }: Pick<Runtime, 'performFor'>): Line => {
  const underWay = new Set<Promise<void>>()
  let isClosing = false
  const perform = async (number: number, pieces: readonly Piece[]): Promise<void> => {
    // Where the runtime is closed there is no answer, and the other process does it.
    const outcomes = await performFor(pieces).catch(() => null)
    if (outcomes === null) socket.destroy()
    else if (!socket.destroyed) socket.write(`${JSON.stringify([number, outcomes])}\n`)
  }
  linesIn(socket, head, (text) => {
    if (isClosing) return
    const [number, pieces] = batchIn(text)
    const one = perform(number, pieces).finally(() => underWay.delete(one))
    underWay.add(one)
  })
  socket.on('end', () => socket.end())
  return {
    close: async () => {
      isClosing = true
      await Promise.all(underWay)
      await new Promise<void>((resolve) => {
        if (socket.destroyed) return resolve()
        socket.once('close', () => resolve())
        socket.end()
      })
    },
  }
}

/** What another process of this version sends: only it knows the secret. */
const batchIn = (text: string): readonly [number, readonly Piece[]] => {
  const read: unknown = JSON.parse(text)
  if (!isBatch(read)) throw new Error('no batch of commands')
  return read
}

const isBatch = (u: unknown): u is readonly [number, readonly Piece[]] =>
  Array.isArray(u) &&
  typeof u[0] === 'number' &&
  Array.isArray(u[1]) &&
  u[1].every((one) => typeof one === 'object' && one !== null && 'command' in one)

const isSame = (given: unknown, secret: string): boolean => {
  const [one, other] = [given, secret].map((text) =>
    createHash('sha256')
      .update(typeof text === 'string' ? text : '')
      .digest(),
  )
  return one !== undefined && other !== undefined && timingSafeEqual(one, other)
}
