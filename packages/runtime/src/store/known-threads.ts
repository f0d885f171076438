import type { ThreadRow } from './rows.ts'
import type { Wanted } from './store.ts'

/** Says whether a thread is still as the reader knows it. */
export const knownIn = ({
  threads,
}: Pick<Wanted, 'threads'>): ((
  row: Pick<ThreadRow, 'phoneNumberId' | 'customer' | 'revision'>,
) => boolean) => {
  const revisions = new Map(
    threads.flatMap(({ phoneNumberId, known }) =>
      known === undefined ? [] : [[nameOf(phoneNumberId, known.customer), known.revision] as const],
    ),
  )
  return ({ phoneNumberId, customer, revision }) =>
    revisions.get(nameOf(phoneNumberId, customer)) === revision
}

const nameOf = (phoneNumberId: string, customer: string): string => JSON.stringify([phoneNumberId, customer])
