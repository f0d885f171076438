import { withStore } from '../store/with-store.ts'
import type { RowBasis, RowInquiry } from './row.ts'

/** Asks a store about messages in a row. */
export const rowByStore = (
  url: string,
  { engine, thread, questions, at }: RowInquiry,
  now: () => number,
): Promise<RowBasis> =>
  withStore({ url, engine, missing: 'refuse', now }, async ({ runtime }) => ({
    name: 'the store',
    phoneNumbers: (await runtime.phoneNumbers()).map(({ id }) => id),
    isKnown: (await runtime.find(thread)) !== null,
    unread: 0,
    together: await runtime.askTogether(thread, questions, at),
  }))
