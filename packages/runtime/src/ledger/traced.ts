import type { Tracing } from '../tracing.ts'
import type { Ledger } from './ledger.ts'

/** Does what `ledger` does, each command in a span: from its being handed in until what it made is durable. */
export const tracedLedger = (ledger: Ledger, tracing: Tracing): Ledger => ({
  ...ledger,
  perform: (phoneNumberId, command) =>
    tracing.span({ name: `ledger ${command.do}` }, () =>
      ledger.perform(phoneNumberId, command, tracing.here()),
    ),
})
