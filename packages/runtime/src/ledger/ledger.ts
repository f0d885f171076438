import type { Command } from '../decide/command.ts'
import type { ResultOf } from '../decide/results.ts'

/**
 * What is known of business phone numbers, and the only way to change it. A ledger does the commands on one phone
 * number one after the other, as if nobody else were there. Everything that the rules join lies within a phone
 * number, so ledgers can be apart: in one process over a store, or in objects of their own.
 */
export interface Ledger {
  /**
   * Does a command on a phone number; an empty id stands for what belongs to none, such as templates. Resolves once
   * what it made is durable. Rejects with the store's failure if nothing was stored. `traceparent`: the place of the
   * caller in its trace; `null` or nothing: it is in none.
   */
  readonly perform: <C extends Command>(
    phoneNumberId: string,
    command: C,
    traceparent?: string | null,
  ) => Promise<ResultOf<C>>
  /** Resolves when nothing is under way any more. */
  readonly idle: () => Promise<void>
}
