import type { ThreadRow, Wanted } from '@guichet/runtime'

/**
 * Tells whether a thread is still as the caller knows it. The memory store has the same in the runtime; here it stands
 * by itself, because the thread of SQLite loads no code of the runtime, so that it starts fast.
 */
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
