import type { Command } from '../decide/command.ts'
import type { ResultOf } from '../decide/results.ts'
import type { Surroundings } from '../ports.ts'
import { isStoreFailure, storeFailure, type StoreFailureKind } from '../store/failure.ts'
import type { Ledger } from './ledger.ts'

/** A command on a phone number, as one process hands it on to another. JSON. */
export interface Piece {
  readonly phoneNumberId: string
  readonly command: Command
  /** The place of who handed it in; not there: it is in no trace. */
  readonly traceparent?: string
}

/** What came of it. JSON. */
export type PieceOutcome =
  | { readonly is: 'done'; readonly result: unknown }
  /** The store's failure, or the reason of another one. */
  | { readonly is: 'failed'; readonly kind: StoreFailureKind | null; readonly reason: string }

/** Another process on the same store. */
export interface Peer {
  readonly id: string
  /**
   * Has it do the commands, in their order, and after those of earlier calls, which may still be under way. Rejects if
   * it does not answer; then some may be done.
   */
  readonly perform: (pieces: readonly Piece[]) => Promise<readonly PieceOutcome[]>
}

/** Which process serves which phone number. */
export interface Peers {
  /** The other process that serves it; `null` where this one does. */
  readonly ownerOf: (phoneNumberId: string) => Peer | null
}

/** So many commands go to another process at once. */
const most = 500

/** So many batches are under way to another process; what is handed in meanwhile makes one. */
const mostUnderWay = 4

interface Waiting {
  readonly piece: Piece
  readonly resolve: (result: unknown) => void
  readonly reject: (failure: unknown) => void
}

/** What goes to another process. */
interface Line {
  /** It has another connection to the same process once the process answers again. */
  peer: Peer
  readonly waiting: Waiting[]
  isGathering: boolean
  underWay: number
}

/**
 * Hands commands on to the process that serves their phone number, so that no two processes decide on the same threads
 * and meet a conflict. Nothing rests on that: a commit names what it goes by, and every command may be done twice. So a
 * command that the other process did not do, or perhaps did, is done here.
 */
export const sharedLedger = (
  own: Ledger,
  peers: Peers,
  { nextTurn }: Pick<Surroundings, 'nextTurn'>,
): Ledger => {
  const lines = new Map<string, Line>()
  const sending = new Set<Promise<void>>()

  const here = ({ piece: { phoneNumberId, command, traceparent }, resolve, reject }: Waiting): void => {
    own.perform(phoneNumberId, command, traceparent).then(resolve, reject)
  }

  const sendIfWorth = (line: Line): void => {
    if (line.isGathering || line.underWay === mostUnderWay) return
    if (line.waiting.length > 0) {
      line.isGathering = true
      const one = send(line).finally(() => sending.delete(one))
      sending.add(one)
    } else if (line.underWay === 0) lines.delete(line.peer.id)
  }

  const send = async (line: Line): Promise<void> => {
    // Callers that are about to hand in a command do so first: a batch costs the same whatever it holds.
    await nextTurn()
    line.isGathering = false
    line.underWay++
    const batch = line.waiting.splice(0, most)
    const pieces = batch.map(({ piece }) => piece)
    const answer = line.peer.perform(pieces).catch(() => null)
    sendIfWorth(line)
    settle(batch, await answer)
    line.underWay--
    sendIfWorth(line)
  }

  const settle = (batch: readonly Waiting[], outcomes: readonly PieceOutcome[] | null): void =>
    batch.forEach((one, index) => {
      const outcome = outcomes?.[index]
      if (outcome === undefined) here(one)
      else if (outcome.is === 'done') one.resolve(outcome.result)
      else if (outcome.kind === null) one.reject(new Error(outcome.reason))
      else one.reject(storeFailure(outcome.kind, outcome.reason))
    })

  return {
    perform: <C extends Command>(phoneNumberId: string, command: C, traceparent: string | null = null) =>
      new Promise<ResultOf<C>>((resolve, reject) => {
        const waiting: Waiting = {
          piece: { phoneNumberId, command, ...(traceparent === null ? {} : { traceparent }) },
          resolve: (result) => resolve(result as ResultOf<C>),
          reject,
        }
        const peer = peers.ownerOf(phoneNumberId)
        if (peer === null) return here(waiting)
        let line = lines.get(peer.id)
        if (line === undefined) {
          line = { peer, waiting: [], isGathering: false, underWay: 0 }
          lines.set(peer.id, line)
        }
        line.peer = peer
        line.waiting.push(waiting)
        sendIfWorth(line)
      }),
    idle: async () => {
      while (sending.size > 0) await Promise.all(sending)
      await own.idle()
    },
  }
}

/** Does what another process handed on: here, whichever process serves the phone number by now. */
export const performFor = async (own: Ledger, pieces: readonly Piece[]): Promise<readonly PieceOutcome[]> =>
  Promise.all(
    pieces.map(({ phoneNumberId, command, traceparent }) =>
      own.perform(phoneNumberId, command, traceparent).then(
        (result): PieceOutcome => ({ is: 'done', result }),
        (failure: unknown): PieceOutcome => ({
          is: 'failed',
          kind: isStoreFailure(failure) ? failure.kind : null,
          reason: failure instanceof Error ? failure.message : String(failure),
        }),
      ),
    ),
  )
