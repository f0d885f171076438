import { engine, type Engine, type Event, type RulebookId } from '@guichet/core'
import type { RateCard } from '@guichet/rates'
import type { RulebookChoice } from '../rulebook-choice.ts'
import { startLedger } from '../audit/ledger.ts'
import { priceLines, type LogBill } from './bill.ts'
import { openBooks } from './books.ts'
import { raterSince } from './lines.ts'

/** The same traffic under one rulebook, as if it had always been in force. */
export interface Compared {
  readonly rulebook: RulebookId
  readonly bill: LogBill
}

/** Takes the same events as the audit, and gives their cost at the end. */
export interface Comparison {
  readonly absorb: (event: Event) => void
  readonly finish: () => Compared
}

/** Starts a comparison with one rulebook, everything else as in the audit's engine. */
export const startComparison = (
  audited: Engine,
  { rulebook, amendments }: RulebookChoice,
  card: RateCard | null,
): Comparison => {
  const { settings } = audited
  const compared = engine({ ...settings, rulebook, amendments })
  const books = openBooks(
    compared.rulesAt,
    card === null ? null : raterSince(card, settings.timeZone, rulebook),
  )
  const ledger = startLedger(compared, (key, { charges }) => books.enter(key, charges))
  return {
    absorb: ledger.absorb,
    finish: () => {
      ledger.conclude()
      books.close(ledger.state())
      return { rulebook, bill: priceLines(books.lines(), card) }
    },
  }
}
