import { request, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Duration } from '@guichet/core'
import type { Member, PieceOutcome, Peer } from '@guichet/runtime'
import { linesIn } from './peer-text.ts'

/** The target of the CONNECT request that opens a line. It leads nowhere else, and no proxy lets it in from outside. */
export const lineTarget = 'ledger.guichet:1'

/** The header that proves that a process belongs to the same store. */
export const secretHeader = 'guichet-peer'

/**
 * A connection to another process. It stays open, and commands in both their batches and their answers are lines of JSON:
 * a request for each batch would cost more than the batch.
 */
export interface PeerLine {
  /** Has the other process do the commands, after those that were handed on before. Rejects if it does not answer. */
  readonly perform: Peer['perform']
  /** Takes nothing more, and ends the line once what was handed on is answered. */
  readonly end: () => void
  /** Resolves once the line has ended, with the reason. */
  readonly ended: Promise<string>
}

/** How long to wait for another process. */
export interface Patience {
  /** Until it lets us in. */
  readonly opening: Duration
  /** Until it has done a batch; then the line is given up. */
  readonly answer: Duration
}

/** Opens a line. Rejects if the other process does not let us in. */
export const lineTo = async (member: Member, { opening, answer }: Patience): Promise<PeerLine> => {
  const { socket, head } = await connectTo(member, opening)
  const waiting = new Map<number, Waiting>()
  let sent = 0
  let isEnding = false
  let reason = 'the connection ended'
  const giveUp = (why: string): void => {
    reason = why
    socket.destroy()
  }
  const endIfAnswered = (): void => {
    if (isEnding && waiting.size === 0) giveUp(ending)
  }
  const ended = new Promise<string>((resolve) => {
    socket.on('error', (error) => (reason = error.message))
    socket.on('end', () => socket.destroy())
    socket.once('close', () => {
      for (const { reject, timer } of waiting.values()) {
        clearTimeout(timer)
        reject(new Error(reason))
      }
      waiting.clear()
      resolve(reason)
    })
  })
  linesIn(socket, head, (text) => {
    const [number, outcomes] = JSON.parse(text) as [number, readonly PieceOutcome[]]
    const one = waiting.get(number)
    if (one === undefined) return
    waiting.delete(number)
    clearTimeout(one.timer)
    one.resolve(outcomes)
    endIfAnswered()
  })
  return {
    ended,
    end: () => {
      isEnding = true
      endIfAnswered()
    },
    perform: (pieces) =>
      new Promise((resolve, reject) => {
        if (isEnding || socket.destroyed) return reject(new Error(isEnding ? ending : reason))
        const number = sent++
        const timer = setTimeout(() => giveUp(`no answer within ${answer} ms`), answer)
        waiting.set(number, { resolve, reject, timer })
        socket.write(`${JSON.stringify([number, pieces])}\n`)
      }),
  }
}

const ending = 'the line was ended here'

interface Waiting {
  readonly resolve: (outcomes: readonly PieceOutcome[]) => void
  readonly reject: (error: Error) => void
  readonly timer: ReturnType<typeof setTimeout>
}

interface Connected {
  readonly socket: Duplex
  /** What came with the answer. */
  readonly head: Buffer
}

const connectTo = ({ host, port, secret }: Member, opening: Duration): Promise<Connected> =>
  new Promise((resolve, reject) => {
    const asked = request({
      method: 'CONNECT',
      host,
      port,
      path: lineTarget,
      headers: { [secretHeader]: secret },
      agent: false,
    })
    const timer = setTimeout(() => asked.destroy(new Error(`no answer within ${opening} ms`)), opening)
    asked.once('error', reject)
    asked.once('close', () => clearTimeout(timer))
    asked.once('connect', ({ statusCode }: IncomingMessage, socket: Duplex, head: Buffer) => {
      clearTimeout(timer)
      if (statusCode === 200) return resolve({ socket, head })
      socket.destroy()
      reject(new Error(`HTTP ${statusCode}`))
    })
    asked.end()
  })
