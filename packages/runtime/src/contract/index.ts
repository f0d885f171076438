/**
 * What every store and every ledger of Guichet does, as cases for any test runner. A store that passes them all can be
 * put under the runtime; a ledger that passes them all can serve phone numbers.
 *
 * @module
 */
import type { ContractCase } from './case.ts'
import { claims } from './claims.ts'
import { close } from './close.ts'
import { commitAndLoad } from './commit-and-load.ts'
import { concurrency } from './concurrency.ts'
import { conflictsLeaveNothing, expectationsHold } from './conflicts.ts'
import { due } from './due.ts'
import { erase } from './erase.ts'
import { eraseAnew } from './erase-anew.ts'
import { eraseTraces } from './erase-traces.ts'
import { eraseWithin } from './erase-within.ts'
import { ids } from './ids.ts'
import { bigInstants } from './instants.ts'
import { intents } from './intents.ts'
import { isolation } from './isolation.ts'
import { jobs } from './jobs.ts'
import { jobsShared } from './jobs-shared.ts'
import { journal } from './journal.ts'
import { known } from './known.ts'
import { large } from './large.ts'
import { ledgerObstacles } from './ledger-obstacles.ts'
import { ledgerElsewhere } from './ledger-elsewhere.ts'
import { ledgerOrder } from './ledger-order.ts'
import type { LedgerCase } from './ledger-case.ts'
import { listening } from './listen.ts'
import { modelCases } from './model.ts'
import { movedIntents } from './moved-intents.ts'
import { moves } from './moves.ts'
import { pages } from './pages.ts'
import { reopen } from './reopen.ts'
import { repeatedRows } from './repeated-rows.ts'
import { sends } from './sends.ts'
import { streams } from './streams.ts'
import { templates } from './templates.ts'
import { textsAreKept } from './texts.ts'

export type { ContractCase, StorePlace } from './case.ts'
export {
  handedOnLedgersOn,
  ledgersOn,
  withObstacle,
  type Connection,
  type LedgerCase,
  type LedgerPlace,
  type Obstacle,
  type OpenLedger,
} from './ledger-case.ts'
export type { Ledger } from '../ledger/ledger.ts'
export { modelCase } from './model.ts'

/** All cases. Each takes a place of its own, in which nothing is stored. */
export const storeContract: readonly ContractCase[] = [
  ...commitAndLoad,
  ...conflictsLeaveNothing,
  ...expectationsHold,
  ...repeatedRows,
  ...ids,
  ...moves,
  ...movedIntents,
  ...streams,
  ...known,
  ...templates,
  ...sends,
  ...intents,
  ...pages,
  ...due,
  ...claims,
  ...journal,
  ...jobs,
  ...jobsShared,
  ...erase,
  ...eraseTraces,
  ...eraseAnew,
  ...eraseWithin,
  ...textsAreKept,
  ...bigInstants,
  ...reopen,
  ...close,
  ...isolation,
  ...listening,
  ...concurrency,
  ...modelCases,
  ...large,
]

/** What every ledger does. Each case takes a place of its own, in which nothing is stored. */
export const ledgerContract: readonly LedgerCase[] = [...ledgerOrder, ...ledgerElsewhere, ...ledgerObstacles]
