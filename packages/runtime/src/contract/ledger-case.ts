import { engine } from '@guichet/core'
import { passedOf } from '../decide/passed.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { performFor, sharedLedger, type Peer } from '../ledger/peers.ts'
import { storeLedger } from '../ledger/store-ledger.ts'
import { realSurroundings } from '../ports.ts'
import type { Change } from '../store/change.ts'
import type { Committed, Store } from '../store/store.ts'
import { cacheOf } from '../threads/cache.ts'
import { noTracing } from '../tracing.ts'
import type { StorePlace } from './case.ts'
import { noon } from './given.ts'

/** Where the data of ledgers is. Every `open` gives another ledger on the same data; a new place holds none. */
export interface LedgerPlace {
  /** `obstacle`: what stands before each commit; none unless given. */
  readonly open: (obstacle?: Obstacle) => Promise<OpenLedger>
}

/** Makes a commit, or does something else in its place. */
export type Obstacle = (change: Change, commit: () => Promise<Committed>) => Promise<Committed>

/** A ledger, as one process has it. */
export interface OpenLedger {
  readonly ledger: Ledger
  /** Ends it; called when nothing is under way. */
  readonly close: () => Promise<void>
}

/** One thing that every ledger does. */
export interface LedgerCase {
  /** A sentence. */
  readonly title: string
  /** Does it put obstacles before commits? A ledger that has no store of ours can leave such cases out. */
  readonly hasObstacles: boolean
  /** Takes a new place; rejects, saying what is wrong, where the ledger does otherwise. Closes what it opens. */
  readonly run: (place: LedgerPlace) => Promise<void>
}

/** A case with one ledger. */
export const ledgerCase = (title: string, run: (ledger: Ledger) => Promise<void>): LedgerCase => ({
  title,
  hasObstacles: false,
  run: async (place) => withLedger(await place.open(), run),
})

/** A case with an obstacle before each commit. */
export const obstructed = (
  title: string,
  obstacle: () => Obstacle,
  run: (ledger: Ledger) => Promise<void>,
): LedgerCase => ({
  title,
  hasObstacles: true,
  run: async (place) => withLedger(await place.open(obstacle()), run),
})

/** A case with two ledgers on the same data, as two processes have them. */
export const caseOfTwoLedgers = (
  title: string,
  run: (one: Ledger, other: Ledger) => Promise<void>,
): LedgerCase => ({
  title,
  hasObstacles: false,
  run: async (place) =>
    withLedger(await place.open(), async (one) => withLedger(await place.open(), (other) => run(one, other))),
})

const withLedger = async (
  { ledger, close }: OpenLedger,
  run: (ledger: Ledger) => Promise<void>,
): Promise<void> => {
  try {
    await run(ledger)
  } finally {
    await ledger.idle()
    await close()
  }
}

/** The ledgers of this package over stores, at the noon of the cases. */
export const ledgersOn = (place: StorePlace): LedgerPlace => ({
  open: async (obstacle) => {
    const store = withObstacle(await place.open(), obstacle)
    return { ledger: ledgerOver(store), close: store.close }
  },
})

/** How a process hands commands on to another one, for as long as that is open. */
export interface Connection {
  readonly perform: Peer['perform']
  readonly close: () => Promise<void>
}

/**
 * The ledger of a process that hands on everything that is about a phone number to a second one. `connect` makes the
 * way from the one to the other.
 */
export const handedOnLedgersOn = (
  place: StorePlace,
  connect: (performOther: Peer['perform']) => Promise<Connection>,
): LedgerPlace => ({
  open: async (obstacle) => {
    const [first, second] = [await place.open(), await place.open()].map((store) =>
      withObstacle(store, obstacle),
    )
    if (first === undefined || second === undefined) throw new Error('there are two')
    const other = ledgerOver(second)
    const connection = await connect((pieces) => performFor(other, pieces))
    const peer: Peer = { id: 'other', perform: connection.perform }
    const peers = { ownerOf: (phoneNumberId: string) => (phoneNumberId === '' ? null : peer) }
    return {
      ledger: sharedLedger(ledgerOver(first), peers, realSurroundings),
      close: async () => {
        await connection.close()
        await other.idle()
        await first.close()
        await second.close()
      },
    }
  },
})

/** The same store, with an obstacle before each commit. */
export const withObstacle = (store: Store, obstacle: Obstacle = (_, commit) => commit()): Store => ({
  ...store,
  commit: (change) => obstacle(change, () => store.commit(change)),
})

const ledgerOver = (store: Store): Ledger =>
  storeLedger({
    store,
    engine: engine(),
    cache: cacheOf(1_000),
    passed: passedOf(),
    surroundings: { ...realSurroundings, now: () => noon },
    largestBatch: 500,
    enoughForAnotherCommit: 64,
    announce: () => undefined,
    tracing: noTracing,
  })
