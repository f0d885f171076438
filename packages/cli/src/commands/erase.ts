import { engine } from '@guichet/core'
import { exit, write, type Io } from '../io.ts'
import { printable } from '../report/printable.ts'
import { count } from '../report/summary-words.ts'
import { withStore } from '../store/with-store.ts'

export interface EraseRequest {
  /** The URL of the store. */
  readonly url: string
  /** Any id of the customer. */
  readonly customer: string
}

/** `guichet erase`: erases a customer, under every id and at every phone number. */
export const eraseCommand = ({ url, customer }: EraseRequest, io: Io): Promise<number> =>
  withStore({ url, engine: engine(), missing: 'refuse', now: io.now }, async ({ runtime }) => {
    const { threads, customers } = await runtime.eraseCustomer(customer)
    const lines = [
      threads.length === 0
        ? `The store held no thread of ${printable(customer)}.`
        : `Erased ${customers.map((id) => printable(id)).join(', ')}: ${count(threads.length, 'thread')}.`,
      ...threads.map((key) => `  ${printable(key.phoneNumberId)}/${printable(key.customer)}`),
      'Events until now stay erased, even if they are imported again.',
    ]
    await write(io.stdout, `${lines.join('\n')}\n`)
    return exit.fine
  })
